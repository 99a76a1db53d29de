import { randomUUID } from 'node:crypto';
import { VersionConflict } from '@lastmile/eventsourcing/runtime';
import type { EventStore, NewEvent, RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { systemActor } from '@lastmile/protocol';
import { formatCheckpoint } from '@lastmile/receipt';
import { ledgerEventsCodec } from './ledger.events.js';
import type { LedgerEvent } from './ledger.events.js';
import type { LedgerSigner } from './ledger.signer.js';
import { createLedgerState, hexOf, leafHashOf, LedgerDiffers, ledgerStream } from './ledger.state.js';
import type { LedgerState } from './ledger.state.js';

/** A leaf that is not in the log yet, with the event that it is made of. */
export interface NewLeaf {
  readonly leaf: string;
  readonly source: RecordedEvent;
}

/** The log of one process. Not re-entrant: one follower drives it. */
export interface Ledger {
  readonly state: LedgerState;
  readonly signer: LedgerSigner;
  /** Reads what the store holds beyond what is known here, and sees to it that the present keys have signed the newest size. */
  open(): Promise<void>;
  /** Leaves and their checkpoint in one durable append. Those that are in the log already are left out. */
  record(leaves: readonly NewLeaf[]): Promise<void>;
  /** Why nothing is signed or served any more. */
  difference(): LedgerDiffers | undefined;
  /** From outside: the log does not stand for what is stored. The first one is kept. */
  refute(found: LedgerDiffers): void;
  /** Notes how many leaves were compared with the events that they stand for; answers the highest number. */
  audited(leaves?: number): number;
  /** True once the log was read to its end. */
  isOpen(): boolean;
}

const pageSize = 1_000;

const metadataOf = (source?: RecordedEvent): NewEvent['metadata'] => {
  const { correlationId, traceparent } = source?.metadata ?? {};
  return {
    actor: { ...systemActor('ledger') },
    correlationId: typeof correlationId === 'string' ? correlationId : randomUUID(),
    ...(source && { causationId: source.id }),
    ...(typeof traceparent === 'string' && { traceparent }),
  };
};

/** New ids at every attempt: what another process wrote is then never taken for a repeat of ours. */
const newEvent = (event: LedgerEvent, source?: RecordedEvent): NewEvent => ({
  id: randomUUID(),
  ...ledgerEventsCodec.encode(event),
  metadata: metadataOf(source),
});

const batchOf = ({ state, signer }: Pick<Ledger, 'state' | 'signer'>, leaves: readonly NewLeaf[]): NewEvent[] => {
  const first = state.size();
  const size = first + leaves.length;
  const root = state.rootWith(leaves.map(({ leaf }) => leaf));
  const note = signer.sign(formatCheckpoint({ origin: signer.origin, size, root }));
  return [
    ...leaves.map(({ leaf, source }, at) => {
      const hashed = { index: first + at, size, leaf, leafHash: hexOf(leafHashOf(leaf)) };
      return newEvent({ type: 'LeafAppended', ...hashed, sourcePosition: source.position }, source);
    }),
    newEvent({ type: 'CheckpointSigned', size, root: hexOf(root), note }, leaves[0]?.source),
  ];
};

/** The events as the store has them now; its own time of them is close enough to ours to show an age. */
const asRecorded = (events: readonly NewEvent[], state: LedgerState, end: { position: number; at: string }): RecordedEvent[] => {
  const first = state.nextRevision();
  return events.map((event, at) => ({
    ...event,
    stream: ledgerStream,
    revision: first + at,
    position: end.position,
    created: end.at,
  }));
};

/**
 * The log on its stream. A batch is one append with the expected revision: leaves and the checkpoint over them are stored together
 * or not at all, and of two processes one meets a conflict, reads what the other wrote, and leaves out what is there. Nothing is
 * known to `state`, and so nothing is served, before the store has acknowledged it.
 */
export const createLedger = (options: { store: EventStore; signer: LedgerSigner; clock(): string }): Ledger => {
  const { store, signer, clock } = options;
  const state = createLedgerState(signer.origin);
  let difference: LedgerDiffers | undefined;
  let isOpen = false;
  let audited = 0;

  const apply = (recorded: RecordedEvent): void => {
    try {
      state.apply(recorded);
    } catch (error) {
      if (error instanceof LedgerDiffers) difference ??= error;
      throw error;
    }
  };

  const readOn = async (): Promise<void> => {
    if (difference) throw difference;
    for (;;) {
      const page = await store.read(ledgerStream, { from: state.nextRevision(), limit: pageSize });
      for (const recorded of page) apply(recorded);
      if (page.length < pageSize) return;
    }
  };

  /** False when another process was first; what it wrote is then known. */
  const append = async (leaves: readonly NewLeaf[]): Promise<boolean> => {
    const events = batchOf({ state, signer }, leaves);
    const last = state.nextRevision() - 1;
    try {
      const { position } = await store.append(ledgerStream, events, last < 0 ? 'no-stream' : last);
      for (const recorded of asRecorded(events, state, { position, at: clock() })) apply(recorded);
      return true;
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      await readOn();
      return false;
    }
  };

  const isSigned = (): boolean => {
    const checkpoint = state.checkpoint();
    return checkpoint?.size === state.size() && signer.hasSigned(checkpoint.note);
  };

  return {
    state,
    signer,
    open: async () => {
      await readOn();
      while (!isSigned()) await append([]);
      isOpen = true;
    },
    record: async (leaves) => {
      if (difference) throw difference;
      const missing = (): NewLeaf[] => leaves.filter(({ source }) => source.position > (state.lastSource() ?? -1));
      for (let rest = missing(); rest.length > 0; rest = missing()) await append(rest);
    },
    difference: () => difference,
    refute: (found) => void (difference ??= found),
    audited: (leaves = 0) => (audited = Math.max(audited, leaves)),
    isOpen: () => isOpen,
  };
};
