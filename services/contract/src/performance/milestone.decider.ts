import { reject } from '@lastmile/protocol';
import type { Decider } from '@lastmile/eventsourcing';
import type { MilestoneEvent } from './performance.events.js';

export type MilestoneStatus = 'PLANNED' | 'SUBMITTED' | 'ACCEPTED' | 'REJECTED';
/** Every milestone that somebody touched, by its id; the others are still planned. */
export type Milestones = Readonly<Record<string, { readonly status: MilestoneStatus; readonly submittedBy: string }>>;

export type MilestoneCommand =
  | { type: 'SubmitMilestone'; milestoneId: string; deliverableHash: string; organisationId: string; now: string }
  | { type: 'AcceptMilestone'; milestoneId: string; organisationId: string; now: string }
  | { type: 'RejectMilestone'; milestoneId: string; organisationId: string; reasons: string; now: string };

const statusOf = (state: Milestones, id: string): MilestoneStatus => state[id]?.status ?? 'PLANNED';

/** Who delivers does not accept: the other party does. */
const assertJudge = (state: Milestones, { milestoneId, organisationId }: MilestoneCommand): void => {
  if (state[milestoneId]?.submittedBy === organisationId) throw reject('NOT_ALLOWED');
};

const decide = (command: MilestoneCommand, state: Milestones): MilestoneEvent[] => {
  const { milestoneId, organisationId, now } = command;
  const status = statusOf(state, milestoneId);
  const notPossible = () => reject('CONTRACT_NOT_OPEN', { status });
  switch (command.type) {
    case 'SubmitMilestone':
      if (status === 'SUBMITTED' || status === 'ACCEPTED') throw notPossible();
      return [
        {
          type: 'MilestoneSubmitted',
          milestoneId,
          deliverableHash: command.deliverableHash,
          submittedBy: organisationId,
          submittedAt: now,
        },
      ];
    case 'AcceptMilestone':
      if (status === 'ACCEPTED') return [];
      if (status !== 'SUBMITTED') throw notPossible();
      assertJudge(state, command);
      return [{ type: 'MilestoneAccepted', milestoneId, acceptedBy: organisationId, acceptedAt: now }];
    case 'RejectMilestone':
      if (status !== 'SUBMITTED') throw notPossible();
      assertJudge(state, command);
      if (command.reasons.trim() === '') throw reject('REASONS_MISSING');
      return [{ type: 'MilestoneRejected', milestoneId, rejectedBy: organisationId, reasons: command.reasons, rejectedAt: now }];
  }
};

const evolve = (state: Milestones, event: MilestoneEvent): Milestones => {
  const submittedBy = event.type === 'MilestoneSubmitted' ? event.submittedBy : (state[event.milestoneId]?.submittedBy ?? '');
  const status = ({ MilestoneSubmitted: 'SUBMITTED', MilestoneAccepted: 'ACCEPTED', MilestoneRejected: 'REJECTED' } as const)[
    event.type
  ];
  return { ...state, [event.milestoneId]: { status, submittedBy } };
};

/** Milestones of a contract: delivered by one party, accepted or rejected with reasons by the other, delivered again after a rejection. */
export const milestoneDecider: Decider<Milestones, MilestoneCommand, MilestoneEvent> = {
  initialState: () => ({}),
  decide,
  evolve,
};

/** Whether every milestone of the plan was accepted. */
export const areAllAccepted = (state: Milestones, ids: readonly string[]): boolean =>
  ids.every((id) => statusOf(state, id) === 'ACCEPTED');
