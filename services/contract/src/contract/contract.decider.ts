import { reject } from '@lastmile/protocol';
import type { Decider } from '@lastmile/eventsourcing';
import { attachments } from '../attachments/attachments.decider.js';
import { deadlines } from '../deadlines/deadlines.decider.js';
import { evidence } from '../evidence/evidence.decider.js';
import { dossier } from '../dossier/dossier.decider.js';
import { pricing } from '../pricing/pricing.decider.js';
import { negotiation } from '../negotiation/negotiation.decider.js';
import { signing } from '../signing/signing.decider.js';
import { registration } from '../registration/registration-part.decider.js';
import { performance } from '../performance/performance.decider.js';
import { amendment } from '../performance/amendment.decider.js';
import { termination } from '../performance/termination.decider.js';
import { dispute } from '../dispute/dispute.decider.js';
import { income } from '../income/income.decider.js';
import type {
  Contract,
  ContractCommand,
  ContractDrafted,
  ContractEvent,
  Part,
  PartCommand,
  PartEvent,
  Slices,
  Started,
} from './contract.types.js';
import { assertStep, dealAfter, dealStatusAfter } from './deal-status.decider.js';

/** The parts of the life by the slice that each writes. */
export const parts = {
  registration,
  performance,
  amendment,
  termination,
  dispute,
  income,
  negotiation,
  signing,
  deadlines,
  evidence,
  attachments,
  dossier,
  pricing,
} as const satisfies Record<keyof Slices, unknown>;

type AnyPart = Part<Slices[keyof Slices], PartCommand, PartEvent>;
const named = Object.entries(parts) as unknown as [keyof Slices, AnyPart][];
const rowsOf = (kind: 'commands' | 'events') =>
  new Map<string, [keyof Slices, AnyPart]>(named.flatMap((entry) => Object.keys(entry[1][kind]).map((type) => [type, entry])));
const partOfCommand = rowsOf('commands');
const partOfEvent = rowsOf('events');

/** A new slice changes what the contract's page keeps: its collection gets the next version. */
const initialSlices = Object.fromEntries(named.map(([name, { initial }]) => [name, initial])) as unknown as Slices;

const started = (contract: Contract): Started => {
  if (contract.status === 'NONE') throw reject('NOT_FOUND');
  return contract;
};

/** Every event has to be a step that the life of a deal takes where the deal then stands, whatever its part decided. */
const takesEach = (contract: Started, events: readonly PartEvent[]): void => {
  events.reduce((before, event) => {
    assertStep(before, event);
    return started(evolve(before, event));
  }, contract);
};

const decide = (command: ContractCommand, contract: Contract): ContractEvent[] => {
  if (command.type === 'DraftContract')
    return contract.status === 'NONE' ? [{ type: 'ContractDrafted', ...command.deal, draftedAt: command.now }] : [];
  const entry = partOfCommand.get(command.type);
  if (!entry) throw new Error(`no part of a contract decides ${command.type}`);
  const before = started(contract);
  const events = entry[1].decide(command, before);
  takesEach(before, events);
  return events;
};

const drafted = ({ matchId, listingId, demandId, title, parties, draftedAt }: ContractDrafted): Started => ({
  status: 'DRAFTED',
  deal: { matchId, listingId, demandId, title, parties },
  draftedAt,
  ...initialSlices,
});

const evolve = (contract: Contract, event: ContractEvent): Contract => {
  if (event.type === 'ContractDrafted') return drafted(event);
  if (contract.status === 'NONE') throw new Error(`${event.type} before ContractDrafted: the stream is not one of ours`);
  const entry = partOfEvent.get(event.type);
  if (!entry) throw new Error(`no part of a contract folds ${event.type}`);
  const [name, part] = entry;
  return {
    ...contract,
    status: dealStatusAfter(contract, event),
    deal: dealAfter(contract.deal, event),
    [name]: part.evolve(contract[name], event),
  };
};

/** The whole life of one contract: the draft, then whatever its parts decide. */
export const contractDecider: Decider<Contract, ContractCommand, ContractEvent> = {
  initialState: () => ({ status: 'NONE' }),
  decide,
  evolve,
};
