/** One part of a contract's life as data: from each status, which step leads where. */
export interface Machine {
  readonly initial: string;
  /** Where it may rest for good. */
  readonly finals: readonly string[];
  readonly transitions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * The whole life of a deal in three parallel parts: the deal itself, its registration (from `CONCLUDED` on) and a dispute (which freezes
 * payouts and nothing else). What is in no row is refused.
 */
export const life = {
  deal: {
    initial: 'DRAFTED',
    finals: ['ABANDONED', 'COMPLETED', 'TERMINATED'],
    transitions: {
      DRAFTED: {
        ProposeTerms: 'DRAFTED',
        Declare: 'DRAFTED',
        ChoosePricing: 'DRAFTED',
        // a sale or an auction comes before the terms: it sets their price, and the buyer
        RunSale: 'DRAFTED',
        AcceptTerms: 'AGREED',
        Abandon: 'ABANDONED',
      },
      AGREED: {
        ProposeTerms: 'DRAFTED',
        Declare: 'AGREED',
        ChoosePricing: 'AGREED',
        OpenNotice: 'NOTICE_OPEN',
        // a seller who is no state-founded unit needs no notice
        PassChecks: 'CHECKED',
        Abandon: 'ABANDONED',
      },
      NOTICE_OPEN: {
        Declare: 'NOTICE_OPEN',
        ExtendNotice: 'NOTICE_OPEN',
        RaiseObjection: 'NOTICE_FROZEN',
        CloseNotice: 'NOTICE_CLOSED',
      },
      NOTICE_FROZEN: {
        Declare: 'NOTICE_FROZEN',
        ExtendNotice: 'NOTICE_FROZEN',
        RaiseObjection: 'NOTICE_FROZEN',
        DismissOneObjection: 'NOTICE_FROZEN',
        DismissObjection: 'NOTICE_OPEN',
        UpholdObjection: 'DRAFTED',
      },
      NOTICE_CLOSED: { ProposeTerms: 'DRAFTED', Declare: 'NOTICE_CLOSED', PassChecks: 'CHECKED', Abandon: 'ABANDONED' },
      CHECKED: {
        ProposeTerms: 'DRAFTED',
        Declare: 'CHECKED',
        ReopenChecks: 'AGREED',
        ReopenAfterNotice: 'NOTICE_CLOSED',
        SignContract: 'SIGNING',
        Abandon: 'ABANDONED',
      },
      SIGNING: { SignContract: 'CONCLUDED', Abandon: 'ABANDONED' },
      CONCLUDED: { TakeEffect: 'EFFECTIVE', RecordPayment: 'CONCLUDED', AmendTerms: 'CONCLUDED', Terminate: 'TERMINATED' },
      EFFECTIVE: {
        StartPerformance: 'PERFORMING',
        RecordPayment: 'EFFECTIVE',
        AmendTerms: 'EFFECTIVE',
        Terminate: 'TERMINATED',
      },
      PERFORMING: {
        AcceptMilestone: 'PERFORMING',
        RecordPayment: 'PERFORMING',
        AmendTerms: 'PERFORMING',
        AcceptResult: 'ACCEPTED',
        Terminate: 'TERMINATED',
      },
      ACCEPTED: { RecordPayment: 'ACCEPTED', Complete: 'COMPLETED', Terminate: 'TERMINATED' },
      ABANDONED: {},
      COMPLETED: {},
      TERMINATED: {},
    },
  },
  registration: {
    initial: 'NOT_FILED',
    finals: ['NOT_FILED', 'REGISTERED', 'NOT_REGISTERED', 'CANCELLED', 'REVOKED'],
    transitions: {
      NOT_FILED: { File: 'FILED' },
      FILED: { RequestSupplement: 'SUPPLEMENT_REQUESTED', Register: 'REGISTERED', RefuseRegistration: 'NOT_REGISTERED' },
      SUPPLEMENT_REQUESTED: { Supplement: 'FILED', Withdraw: 'NOT_FILED' },
      NOT_REGISTERED: { RequestReview: 'REVIEW_REQUESTED' },
      REVIEW_REQUESTED: { ReopenFiling: 'FILED', ConfirmRefusal: 'NOT_REGISTERED' },
      REGISTERED: {
        ChangeRegistration: 'REGISTERED',
        ApproveIncome: 'REGISTERED',
        CancelRegistration: 'CANCELLED',
        RevokeRegistration: 'REVOKED',
      },
      CANCELLED: {},
      REVOKED: {},
    },
  },
  dispute: {
    initial: 'UNDISPUTED',
    finals: ['UNDISPUTED', 'SETTLED'],
    transitions: {
      UNDISPUTED: { OpenDispute: 'DISPUTED' },
      DISPUTED: { SettleDispute: 'SETTLED' },
      SETTLED: { OpenDispute: 'DISPUTED' },
    },
  },
} as const satisfies Record<string, Machine>;

export type DealStatus = keyof typeof life.deal.transitions;
export type RegistrationStatus = keyof typeof life.registration.transitions;

/** Where a step leads, or undefined where it is refused. */
export const stepFrom = ({ transitions }: Machine, status: string, step: string): string | undefined =>
  transitions[status]?.[step];

const exitsOf = ({ transitions }: Machine, status: string): string[] =>
  Object.values(transitions[status] ?? {}).filter((next) => next !== status);

const reachedFrom = (machine: Machine, start: string): Set<string> => {
  const seen = new Set([start]);
  for (const status of seen) for (const next of exitsOf(machine, status)) seen.add(next);
  return seen;
};

export interface LifeFault {
  readonly kind: 'UNKNOWN_STATUS' | 'UNREACHABLE' | 'DEAD_END';
  readonly status: string;
}

/**
 * What is wrong with a machine: a step into a status that has no row, a status that nothing leads to, one from which no final status can be
 * reached. Empty when all is well.
 */
export const faultsOf = (machine: Machine): LifeFault[] => {
  const statuses = Object.keys(machine.transitions);
  const named = [machine.initial, ...machine.finals, ...statuses.flatMap((status) => exitsOf(machine, status))];
  const unknown = [...new Set(named)].filter((status) => !(status in machine.transitions));
  const reached = reachedFrom(machine, machine.initial);
  const ends = (status: string): boolean => machine.finals.some((final) => reachedFrom(machine, status).has(final));
  return [
    ...unknown.map((status): LifeFault => ({ kind: 'UNKNOWN_STATUS', status })),
    ...statuses.filter((status) => !reached.has(status)).map((status): LifeFault => ({ kind: 'UNREACHABLE', status })),
    ...statuses.filter((status) => !ends(status)).map((status): LifeFault => ({ kind: 'DEAD_END', status })),
  ];
};

/** Every fault of every part, each with the part’s name; the service does not start with one. */
export const lifeFaults = (): string[] =>
  Object.entries(life).flatMap(([part, machine]) => faultsOf(machine).map(({ kind, status }) => `${part}: ${kind} ${status}`));

/** A machine as a Markdown table: a row a status, its steps as `Step → STATUS`; a final status is bold. */
export const lifeTable = (machine: Machine): string => {
  const rows = Object.entries(machine.transitions).map(([status, steps]) => {
    const name = machine.finals.includes(status) ? `**${status}**` : status;
    const cells = Object.entries(steps).map(([step, next]) => (next === status ? step : `${step} → ${next}`));
    return `| ${name} | ${cells.join(', ') || '–'} |`;
  });
  return ['| Status | Steps |', '| --- | --- |', ...rows].join('\n');
};
