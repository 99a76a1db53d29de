import { reject } from '@lastmile/protocol';
import type { Part, Started } from '../contract/contract.types.js';
import { assertParty } from '../contract/contract-rules.decider.js';
import { life, stepFrom } from '../lifecycle/life.decider.js';
import type { Dispute, DisputeCommand, DisputeEvent } from './dispute.types.js';

type Of<Type extends DisputeCommand['type']> = Extract<DisputeCommand, { type: Type }>;

const open = ({ organisationId, grounds, now }: Of<'OpenDispute'>, contract: Started): DisputeEvent[] => {
  assertParty(contract, organisationId);
  const { status, disputes } = contract.dispute;
  if (contract.signing.concludedAt === undefined) throw reject('CONTRACT_NOT_CONCLUDED');
  if (!stepFrom(life.dispute, status, 'OpenDispute')) throw reject('DISPUTE_STEP_NOT_POSSIBLE', { status });
  if (grounds.trim() === '') throw reject('REASONS_MISSING');
  return [{ type: 'DisputeOpened', number: disputes.length + 1, grounds, openedBy: organisationId, openedAt: now }];
};

/** Who opened it ends it; an award or judgment may be entered by the authority, with its number. */
const settle = (command: Of<'SettleDispute'>, contract: Started): DisputeEvent[] => {
  const { organisationId, role, outcome, reasons, reference, now } = command;
  const { status, disputes } = contract.dispute;
  const last = disputes.at(-1);
  const isAuthority = role === 'regulator';
  if (!isAuthority) assertParty(contract, organisationId);
  if (!last || !stepFrom(life.dispute, status, 'SettleDispute')) throw reject('DISPUTE_STEP_NOT_POSSIBLE', { status });
  const mayEnd = last.openedBy === organisationId || (isAuthority && outcome === 'AWARD');
  if (!mayEnd) throw reject('NOT_YOUR_STEP', { by: 'OPENER' });
  const isGrounded = reasons.trim() !== '' && (outcome !== 'AWARD' || (reference ?? '').trim() !== '');
  if (!isGrounded) throw reject('REASONS_MISSING');
  const settled = { number: last.number, outcome, reasons, ...(reference && { reference }), settledBy: organisationId };
  return [{ type: 'DisputeSettled', ...settled, settledAt: now }];
};

const evolve = (slice: Dispute, event: DisputeEvent): Dispute => {
  if (event.type === 'DisputeOpened') {
    const { number, grounds, openedBy, openedAt } = event;
    return { status: 'DISPUTED', disputes: [...slice.disputes, { number, grounds, openedBy, openedAt }] };
  }
  const { type: _, number, ...settled } = event;
  return { status: 'SETTLED', disputes: slice.disputes.map((one) => (one.number === number ? { ...one, settled } : one)) };
};

/** A dispute freezes what is paid out to the team, and nothing else. */
export const dispute: Part<Dispute, DisputeCommand, DisputeEvent> = {
  initial: { status: 'UNDISPUTED', disputes: [] },
  commands: { OpenDispute: true, SettleDispute: true },
  events: { DisputeOpened: true, DisputeSettled: true },
  decide: (command, contract) => (command.type === 'OpenDispute' ? open(command, contract) : settle(command, contract)),
  evolve,
};

export const isDisputed = ({ dispute: { status } }: Started): boolean => status === 'DISPUTED';
