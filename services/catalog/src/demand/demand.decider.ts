import type { Decider } from '@lastmile/eventsourcing';
import { reject } from '@lastmile/protocol';
import {
  allows,
  isClassified,
  permit,
  requireNew,
  requireUnclassified,
  requireValidity,
} from '../lifecycle/lifecycle.decider.js';
import type { Lifecycle, Open, Step } from '../lifecycle/lifecycle.decider.js';
import { demandDescriptionSchema } from './demand.events.js';
import type { DemandDescription, DemandEvent } from './demand.events.js';

export type Demand = Lifecycle<DemandDescription>;
type OpenDemand = Open<DemandDescription>;

/** The organisation is the actor's; `now` is the instant of the request (ISO, UTC). */
interface Owned {
  organisationId: string;
  now: string;
}

export type DemandCommand =
  | ({ type: 'DraftDemand'; content: DemandDescription } & Owned)
  | ({ type: 'ImportDemand'; content: DemandDescription } & Owned)
  | ({ type: 'ReviseDemand'; patch: Partial<DemandDescription> } & Owned)
  | ({ type: 'PublishDemand' } & Owned)
  | ({ type: 'RenewDemand'; validUntil: string } & Owned)
  | ({ type: 'WithdrawDemand'; reason: string } & Owned)
  | { type: 'ConcludeDemand'; contractId: string };

type CommandOf<Type extends DemandCommand['type']> = Extract<DemandCommand, { type: Type }>;

const openFor = (step: Step, { organisationId }: Owned, demand: Demand): OpenDemand =>
  permit(demand, { step, organisationId, codes: { notOpen: 'DEMAND_NOT_OPEN', closed: 'DEMAND_CLOSED' } });

/** Through the schema, because its order of keys makes two equal descriptions one text. */
const isSame = (one: DemandDescription, other: DemandDescription): boolean =>
  JSON.stringify(demandDescriptionSchema.parse(one)) === JSON.stringify(demandDescriptionSchema.parse(other));

const isWorded = ({ content, indicators }: DemandDescription): boolean => content !== '' || indicators.length > 0;

/** For who publishes by hand; an import takes lists as they are, and some hold titles only. */
const requireWords = (content: DemandDescription): void => {
  if (!isWorded(content)) throw reject('DEMAND_NOT_PUBLISHABLE', { missing: ['content', 'indicators'] });
};

const requireBudgetRange = ({ budgetInFen: { min, max } = {} }: DemandDescription): void => {
  if (min !== undefined && max !== undefined && min > max) throw reject('BUDGET_RANGE_INVALID', { min, max });
};

const draft = ({ organisationId, content, now }: CommandOf<'DraftDemand'>, demand: Demand): DemandEvent[] => {
  requireNew(demand, organisationId);
  requireBudgetRange(content);
  requireValidity(content.validUntil, now);
  return [{ type: 'DemandDrafted', organisationId, content }];
};

/** A published demand that turns out to be classified is taken back at once. */
const change = (demand: OpenDemand, content: DemandDescription, now: string): DemandEvent[] => {
  if (isSame(demand.content, content)) return [];
  requireBudgetRange(content);
  if (content.validUntil !== demand.content.validUntil) requireValidity(content.validUntil, now);
  const revised = { organisationId: demand.organisationId, content };
  if (demand.status === 'DRAFT') return [{ type: 'DemandDraftRevised', ...revised }];
  const made: DemandEvent = { type: 'DemandRevised', ...revised };
  if (!isClassified(content)) return [made];
  return [made, { type: 'DemandWithdrawn', organisationId: demand.organisationId, title: content.title, reason: 'CLASSIFIED' }];
};

const publish = ({ status, organisationId, content }: OpenDemand, now: string): DemandEvent[] => {
  if (status === 'PUBLISHED') return [];
  requireUnclassified(content);
  requireValidity(content.validUntil, now);
  return [{ type: 'DemandPublished', organisationId, content }];
};

const take = (command: CommandOf<'ImportDemand'>, demand: Demand): DemandEvent[] => {
  const { organisationId, content, now } = command;
  const drafted: OpenDemand = { status: 'DRAFT', organisationId, content };
  if (demand.status === 'NONE') return [...draft({ ...command, type: 'DraftDemand' }, demand), ...publish(drafted, now)];
  const open = openFor('import', command, demand);
  requireUnclassified(content);
  return [...change(open, content, now), ...publish({ ...open, content }, now)];
};

const renew = (command: CommandOf<'RenewDemand'>, demand: Demand): DemandEvent[] => {
  const { organisationId, content } = openFor('renew', command, demand);
  requireValidity(command.validUntil, command.now);
  if (content.validUntil === command.validUntil) return [];
  return [{ type: 'DemandRenewed', organisationId, content: { ...content, validUntil: command.validUntil } }];
};

const withdraw = (command: CommandOf<'WithdrawDemand'>, demand: Demand): DemandEvent[] => {
  const { organisationId, content } = openFor('withdraw', command, demand);
  return [{ type: 'DemandWithdrawn', organisationId, title: content.title, reason: command.reason }];
};

/** Whatever the contract's kind: who asked has found. */
const conclude = ({ contractId }: CommandOf<'ConcludeDemand'>, demand: Demand): DemandEvent[] => {
  if (!('content' in demand) || !allows(demand.status, 'conclude')) return [];
  return [{ type: 'DemandContracted', organisationId: demand.organisationId, title: demand.content.title, contractId }];
};

const decide = (command: DemandCommand, demand: Demand): DemandEvent[] => {
  switch (command.type) {
    case 'DraftDemand':
      return draft(command, demand);
    case 'ImportDemand':
      return take(command, demand);
    case 'ReviseDemand': {
      const open = openFor('revise', command, demand);
      const next = { ...open.content, ...command.patch };
      if (open.status === 'PUBLISHED' && isWorded(open.content)) requireWords(next);
      return change(open, next, command.now);
    }
    case 'PublishDemand': {
      const open = openFor('publish', command, demand);
      if (open.status === 'DRAFT') requireWords(open.content);
      return publish(open, command.now);
    }
    case 'RenewDemand':
      return renew(command, demand);
    case 'WithdrawDemand':
      return withdraw(command, demand);
    case 'ConcludeDemand':
      return conclude(command, demand);
  }
};

const evolve = (_: Demand, event: DemandEvent): Demand => {
  const { organisationId } = event;
  switch (event.type) {
    case 'DemandDrafted':
    case 'DemandDraftRevised':
      return { status: 'DRAFT', organisationId, content: event.content };
    case 'DemandPublished':
    case 'DemandRevised':
    case 'DemandRenewed':
      return { status: 'PUBLISHED', organisationId, content: event.content };
    case 'DemandWithdrawn':
      return { status: 'WITHDRAWN', organisationId };
    case 'DemandContracted':
      return { status: 'CONTRACTED', organisationId };
  }
};

export const demandDecider: Decider<Demand, DemandCommand, DemandEvent> = {
  initialState: () => ({ status: 'NONE' }),
  decide,
  evolve,
};
