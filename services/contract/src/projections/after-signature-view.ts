import { fromMinorUnits } from '@lastmile/protocol';
import type { ContractView, Money } from '@lastmile/protocol';
import type { Started } from '../contract/contract.types.js';
import { signingPayload } from '../contract/terms.js';
import { isDisputed } from '../dispute/dispute.decider.js';
import { spokenFor } from '../income/available.decider.js';
import { obligationsOf, planOf, receivedOf } from '../performance/obligations.decider.js';
import { payLaterOf } from '../performance/payment-schedule.decider.js';
import { concludedOn, effectiveOn, termsInForce } from '../performance/terms-in-force.decider.js';
import { needsChange } from '../registration/registration-part.decider.js';

type Views = Pick<ContractView, 'registration' | 'performance' | 'amendment' | 'termination' | 'dispute' | 'income'>;

const money = (amount: number | undefined): Money | undefined => (amount === undefined ? undefined : fromMinorUnits(amount));
const present = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const registrationView = (contract: Started): Views['registration'] => {
  const { status, region, filedAt, dueOn, counting, ruleVersion, registrationNumber, missing, reasons } = contract.registration;
  const { contractValueMinor, technologyValueMinor, technologyIncomeMinor, dossier, decidedAt, termsHash } =
    contract.registration;
  return present({
    status,
    region,
    filedAt,
    dueOn,
    counting,
    ruleVersion,
    ruleVersions: [...new Set([...(dossier?.ruleVersions ?? []), ...(ruleVersion === undefined ? [] : [ruleVersion])])],
    contractValue: money(contractValueMinor),
    technologyValue: money(technologyValueMinor),
    technologyIncome: money(technologyIncomeMinor),
    registrationNumber,
    warnings: dossier?.warnings ?? [],
    missing: missing && [...missing],
    reasons,
    decidedAt,
    termsHash,
    needsChange: needsChange(contract),
    needsCancellation: status === 'REGISTERED' && contract.status === 'TERMINATED',
  });
};

/** Where the plan is judged: the place where the contract is registered, the nation's rules before that. */
const placeOf = ({ registration }: Started): string => registration.region ?? 'national';

const performanceView = (contract: Started): Views['performance'] => {
  const { performance } = contract;
  const { startedAt, acceptedAt, completedAt } = performance;
  const first = effectiveOn(contract);
  const { isPayLater, because, notBefore, ruleVersion } = payLaterOf(planOf(contract), first, {
    region: placeOf(contract),
    date: concludedOn(contract),
  });
  return {
    effectiveOn: performance.tookEffectOn ?? first,
    ...present({ startedAt, acceptedAt, completedAt }),
    milestones: (termsInForce(contract).content.milestones ?? []).map(({ id, name, dueOn }) => ({
      id,
      name,
      dueOn,
      status: performance.milestones[id]?.status ?? 'PLANNED',
    })),
    schedule: obligationsOf(contract).map(
      ({ what, number, dueOn, milestone, amountMinor, recordedMinor, receivedMinor, isMet }) => ({
        what,
        number,
        ...present({ dueOn, milestone, amount: money(amountMinor) }),
        recorded: fromMinorUnits(recordedMinor),
        received: fromMinorUnits(receivedMinor),
        isMet,
      }),
    ),
    payments: performance.payments.map(({ id, what, number, amountMinor, paidOn, reference, status }) => ({
      id,
      what,
      number,
      amount: fromMinorUnits(amountMinor),
      paidOn,
      reference,
      status,
    })),
    royalties: performance.statements.map(({ baseMinor, dueMinor, statedAt: _, ...rest }) => ({
      ...rest,
      base: fromMinorUnits(baseMinor),
      due: fromMinorUnits(dueMinor),
    })),
    received: fromMinorUnits(receivedOf(performance)),
    payLater: { isPayLater, because, notBefore, ruleVersion },
  };
};

const amendmentView = (id: string, { amendment: { open, inForce } }: Started): Views['amendment'] => {
  if (!open && !inForce) return undefined;
  return {
    ...(open && {
      open: {
        version: open.version,
        hash: open.hash,
        proposedBy: open.proposedBy,
        reasons: open.reasons,
        acceptedBy: [...open.acceptedBy],
        signedBy: open.signatures.map(({ organisationId }) => organisationId),
        signingPayload: signingPayload(id, open.version, open.hash),
      },
    }),
    ...(inForce && { inForce: { version: inForce.version, hash: inForce.hash, since: inForce.since } }),
  };
};

const terminationView = ({ termination: { proposedBy, reasons, ended } }: Started): Views['termination'] => {
  if (proposedBy === undefined && !ended) return undefined;
  return {
    ...present({ proposedBy, reasons }),
    ...(ended && {
      ended: {
        ...present({ ground: ended.ground }),
        way: ended.way,
        reasons: ended.reasons,
        terminatedBy: ended.terminatedBy,
        terminatedAt: ended.terminatedAt,
        obligations: ended.obligations.map(({ openMinor, ...rest }) => ({ ...rest, open: fromMinorUnits(openMinor) })),
      },
    }),
  };
};

/** What a contract shows of its life after the last signature; nothing before it. */
export const afterSignatureView = (id: string, contract: Started): Views => {
  if (contract.signing.concludedAt === undefined) return {};
  const { income, dispute } = contract;
  return present({
    registration: registrationView(contract),
    performance: performanceView(contract),
    amendment: amendmentView(id, contract),
    termination: terminationView(contract),
    dispute: { status: dispute.status, disputes: dispute.disputes.map((one) => ({ ...one })) },
    income: {
      received: fromMinorUnits(receivedOf(contract.performance)),
      distributed: fromMinorUnits(spokenFor(income)),
      distributions: income.distributions.length,
      isFrozen: isDisputed(contract),
    },
  });
};

/** What lists go by: the day of effect that is waited for, and where the registration stands. */
export const daysAfterSignature = (
  contract: Started,
): Record<'effectFrom' | 'registrationStatus' | 'registrationDueOn', string | undefined> => {
  const { status, dueOn } = contract.registration;
  const isFiled = status !== 'NOT_FILED';
  return {
    effectFrom: contract.status === 'CONCLUDED' ? effectiveOn(contract) : undefined,
    registrationStatus: isFiled ? status : undefined,
    registrationDueOn: isFiled ? (dueOn ?? '9999-12-31') : undefined,
  };
};
