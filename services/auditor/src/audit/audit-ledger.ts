import { categoryOf } from '@lastmile/eventsourcing/runtime';
import type { EventStore, RecordedEvent } from '@lastmile/eventsourcing/runtime';
import {
  createMerkleTree,
  createNoteVerifier,
  formatCheckpoint,
  hashedEvents,
  leafHashOf,
  openNote,
  parseLeaf,
  Refusal,
} from '@lastmile/receipt';
import type { HashedEvent, Leaf, MerkleTree } from '@lastmile/receipt';
import { z } from 'zod';
import type { Difference } from '../difference.types.js';
import type { AuditRecord } from '../record/record.js';

const ledgerStream = 'ledger-main';

/** What the auditor reads of the log's own stream; anything else in it is a difference. */
const leafAppended = z.object({ index: z.number(), leaf: z.string(), leafHash: z.string(), sourcePosition: z.number() });
const checkpointSigned = z.object({ size: z.number(), root: z.string(), note: z.string() });

/** Steps of a contract that have to stand in the log, by the beginning of their stored names: told here once more, by somebody else. */
const recordedSteps = [
  'ContractConcluded.',
  'ContractRegistered.',
  'ContractAmended.',
  'ContractTerminated.',
  'IncomeDistributed.',
  'NoticeClosed.',
  'DiligencePackSealed.',
];

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

interface Log {
  readonly tree: MerkleTree;
  /** `stream@revision` of every event that a leaf stands for. */
  readonly leaves: Map<string, { leaf: Leaf; index: number }>;
  lastSource: number;
}

const leafDifference = (where: string, what: string, values: { expected?: string; found?: string } = {}): Difference => ({
  kind: 'LEAF_DIFFERS',
  where,
  what,
  ...values,
});

const readLeaf = (log: Log, recorded: RecordedEvent): Difference[] => {
  const { index, leaf, leafHash, sourcePosition } = leafAppended.parse(recorded.data);
  const where = `leaf ${index} (${ledgerStream}@${recorded.revision})`;
  const place = log.tree.size();
  const hash = leafHashOf(leaf);
  log.tree.append(hash);
  const parsed = parseLeaf(leaf);
  const { stream, revision } = parsed.event;
  log.leaves.set(`${stream}@${revision}`, { leaf: parsed, index });
  log.lastSource = Math.max(log.lastSource, sourcePosition);
  if (index !== place)
    return [leafDifference(where, 'it is not the next leaf', { expected: String(place), found: String(index) })];
  if (hexOf(hash) !== leafHash)
    return [leafDifference(where, 'its text has another hash', { expected: leafHash, found: hexOf(hash) })];
  return [];
};

const readCheckpoint = (log: Log, recorded: RecordedEvent, keys: readonly string[]): Difference[] => {
  const { size, root, note } = checkpointSigned.parse(recorded.data);
  const where = `checkpoint of size ${size} (${ledgerStream}@${recorded.revision})`;
  if (size !== log.tree.size() || hexOf(log.tree.root(size)) !== root) {
    const found = size <= log.tree.size() ? hexOf(log.tree.root(size)) : `${log.tree.size()} leaves`;
    return [{ kind: 'ROOT_DIFFERS', where, what: 'the leaves make another root', expected: root, found }];
  }
  const { text } = openNote(
    note,
    keys.map((key) => createNoteVerifier(key)),
  );
  const origin = text.split('\n')[0] ?? '';
  if (text === formatCheckpoint({ origin, size, root: log.tree.root(size) })) return [];
  return [{ kind: 'NOTE_DIFFERS', where, what: 'the signed note says another size or root' }];
};

const readLog = (log: Log, recorded: RecordedEvent, keys: readonly string[]): Difference[] => {
  try {
    if (recorded.type.startsWith('LeafAppended.')) return readLeaf(log, recorded);
    if (recorded.type.startsWith('CheckpointSigned.')) return readCheckpoint(log, recorded, keys);
    return [leafDifference(`${ledgerStream}@${recorded.revision}`, `${recorded.type} does not belong into the log`)];
  } catch (error) {
    const why =
      error instanceof Refusal ? `${error.code} at ${error.where}` : error instanceof Error ? error.message : String(error);
    return [{ kind: 'NOTE_DIFFERS', where: `${ledgerStream}@${recorded.revision}`, what: `it cannot be read: ${why}` }];
  }
};

const sourceDifference = (where: string, leaf: Leaf, hashed: HashedEvent | undefined): Difference[] => {
  if (!hashed) return [leafDifference(where, 'the event that it stands for is not in the store')];
  const { event, hash, chain } = hashed;
  if (event.id !== leaf.event.id)
    return [leafDifference(where, 'it stands for another event', { expected: leaf.event.id, found: event.id })];
  if (hash !== leaf.event.hash)
    return [leafDifference(where, 'the event that it stands for was changed', { expected: leaf.event.hash, found: hash })];
  if (chain !== leaf.detailsHash)
    return [
      leafDifference(where, 'an event before the one that it stands for was changed', {
        expected: leaf.detailsHash,
        found: chain,
      }),
    ];
  return [];
};

/** Recomputes from the store what the leaves of one contract have to say. */
const compareStream = (log: Log, events: readonly RecordedEvent[]): Difference[] => {
  const hashed = hashedEvents(events);
  return events.flatMap((event, at) => {
    const place = `${event.stream}@${event.revision}`;
    const leaf = log.leaves.get(place);
    if (leaf) return sourceDifference(`leaf ${leaf.index} for ${place}`, leaf.leaf, hashed[at]);
    const isMissing = recordedSteps.some((name) => event.type.startsWith(name)) && event.position <= log.lastSource;
    const what = `${event.type} stands in no leaf, and the log has gone beyond it`;
    return isMissing ? [{ kind: 'LEAF_MISSING' as const, where: place, what }] : [];
  });
};

const comparePast = (log: Log, record: AuditRecord): Difference[] =>
  record.checkpoints().flatMap(({ size, root }): Difference[] => {
    const where = `checkpoint of size ${size}`;
    if (size > log.tree.size()) {
      const sizes = { expected: String(size), found: String(log.tree.size()) };
      return [
        {
          kind: 'LOG_SHRANK',
          where,
          what: 'the log is shorter than a checkpoint that was seen: it is of an earlier day',
          ...sizes,
        },
      ];
    }
    const found = hexOf(log.tree.root(size));
    return found === root
      ? []
      : [{ kind: 'ROOT_DIFFERS', where, what: 'it had another root when it was seen first', expected: root, found }];
  });

/**
 * The log against itself, against the checkpoints that were seen before, and its leaves against what the events of the store make: computed
 * here from the store alone. @param keys the log's public keys, as they were pinned
 */
export async function* auditLedger(
  store: EventStore,
  record: AuditRecord,
  keys: readonly string[],
): AsyncGenerator<Difference, { leaves: number; checkpoints: number }, void> {
  const log: Log = { tree: createMerkleTree(), leaves: new Map(), lastSource: -1 };
  const stored = await store.read(ledgerStream);
  for (const recorded of stored) yield* readLog(log, recorded, keys);
  yield* comparePast(log, record);
  const streams = new Map<string, RecordedEvent[]>();
  const ended = new AbortController();
  for await (const message of store.subscribe({ categories: ['contract'], signal: ended.signal })) {
    if (message.kind === 'caught-up') ended.abort();
    if (message.kind !== 'event' || categoryOf(message.event.stream) !== 'contract') continue;
    const { event } = message;
    streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  }
  for (const [place, { index }] of log.leaves) {
    const [stream = '', revision = ''] = place.split('@');
    if (!streams.get(stream)?.[Number(revision)])
      yield* sourceDifference(`leaf ${index} for ${place}`, log.leaves.get(place)?.leaf as Leaf, undefined);
  }
  for (const events of streams.values()) yield* compareStream(log, events);
  return { leaves: log.tree.size(), checkpoints: stored.length - log.tree.size() };
}
