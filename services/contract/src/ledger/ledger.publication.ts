import { publicMessage } from '@lastmile/eventsourcing';
import type { PublicMessage } from '@lastmile/eventsourcing';
import type { EventStore, Publication } from '@lastmile/eventsourcing/runtime';
import { contractEvents } from '@lastmile/protocol';
import { parseLeaf } from '@lastmile/receipt';
import { contractDecider } from '../contract/contract.decider.js';
import type { Deal } from '../contract/contract.types.js';
import { contractEventsCodec } from '../contract/contract.events.js';
import { ledgerEventsCodec } from './ledger.events.js';
import type { LeafAppended } from './ledger.events.js';

const dealOf = async (store: EventStore, stream: string): Promise<Deal> => {
  const [drafted] = await store.read(stream, { limit: 1 });
  if (!drafted) throw new Error(`${stream} stands in the log and not in the store`);
  const state = contractDecider.evolve(contractDecider.initialState(), contractEventsCodec.decode(drafted));
  if (state.status === 'NONE') throw new Error(`${stream} begins without a draft`);
  return state.deal;
};

const recordedFact = async (store: EventStore, { leaf, index, size }: LeafAppended): Promise<PublicMessage | undefined> => {
  const { contractId, type, event } = parseLeaf(leaf);
  if (contractId === undefined) return undefined;
  const { matchId, listingId, demandId, title, parties } = await dealOf(store, event.stream);
  const fact = { contractId, revision: event.revision, matchId, listingId, demandId, title, parties };
  return publicMessage(contractEvents.contractRecorded, { ...fact, recorded: type, index, size });
};

/** A leaf is stored together with the checkpoint over it, so whoever sees it can fetch the receipt. Checkpoints stay private. */
export const ledgerPublication: Publication = {
  category: 'ledger',
  toPublic: async (recorded, store) => {
    const event = ledgerEventsCodec.decode(recorded);
    return event.type === 'LeafAppended' ? recordedFact(store, event) : undefined;
  },
};
