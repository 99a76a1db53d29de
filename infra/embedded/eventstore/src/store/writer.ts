import { createEventWriter } from './event-writer.js';
import type { EventWriterParts } from './event-writer.js';
import { decideAppend } from './expected-revision.js';
import type { Known } from './expected-revision.js';
import { describedStream, hidesEverything, isDeleted, metadataStreamOf, tombstoneType } from './model.js';
import type { ExpectedRevision, NewEvent, StreamState } from './model.js';
import { deletedMetadata, restartedMetadata } from './stream-metadata.js';

export interface AppendCommand {
  stream: string;
  expected: ExpectedRevision;
  events: readonly NewEvent[];
}

export interface DeleteCommand {
  stream: string;
  expected: ExpectedRevision;
  /** Of the event that says so; 16 bytes, minted by the caller. */
  id: Uint8Array;
}

export type WriteOutcome =
  /** `revision` is -1 and `position` undefined when there was nothing to write. */
  | { kind: 'written'; revision: number; position: number | undefined }
  | { kind: 'wrong-revision'; current: number }
  | { kind: 'deleted' };

export interface Writer {
  append(command: AppendCommand): WriteOutcome;
  softDelete(command: DeleteCommand): WriteOutcome;
  tombstone(command: DeleteCommand): WriteOutcome;
}

const nothingKnown: Known = { revisionOf: () => undefined, isIdAt: () => false };

/** The refusal of a delete, or undefined when it may go on. */
const refusalOf = (state: StreamState | undefined, expected: ExpectedRevision): WriteOutcome | undefined => {
  const decision = decideAppend(expected, [], { state, known: nothingKnown });
  if (decision.kind === 'deleted') return { kind: 'deleted' };
  return decision.kind === 'write' ? undefined : { kind: 'wrong-revision', current: state?.last ?? -1 };
};

/** The writes of one transaction; begin, commit and rollback belong to the commit queue. */
export const createWriter = (parts: EventWriterParts): Writer => {
  const { streams } = parts;
  const rows = createEventWriter(parts);

  const restart = (state: StreamState, id: Uint8Array): void => {
    const metadata = streams.find(metadataStreamOf(state.name));
    const old = metadata && rows.dataAt(metadata, metadata.last);
    rows.writeMetadata(state.name, id, restartedMetadata(old, state.last + 1));
  };

  const write = (stream: string, events: readonly NewEvent[]): WriteOutcome => {
    const [first] = events;
    const newest = events.at(-1);
    const existing = streams.find(stream);
    if (!first || !newest) return { kind: 'written', revision: existing?.last ?? -1, position: undefined };
    if (existing && isDeleted(existing)) restart(existing, first.id);
    const state = existing ?? streams.findOrCreate(stream);
    const position = rows.writeAll(state, events);
    const described = describedStream(stream);
    if (described !== undefined) rows.applyMetadata(described, newest.data);
    return { kind: 'written', revision: state.last, position };
  };

  const append = ({ stream, expected, events }: AppendCommand): WriteOutcome => {
    const described = describedStream(stream);
    if (described !== undefined && streams.find(described)?.isTombstoned) return { kind: 'deleted' };
    const state = streams.find(stream);
    const ids = events.map((event) => event.id);
    const decision = decideAppend(expected, ids, { state, known: state ? rows.knownIn(state) : nothingKnown });
    switch (decision.kind) {
      case 'write':
        return write(stream, events);
      case 'repeat':
        return { kind: 'written', revision: decision.last, position: state && rows.positionAt(state, decision.last) };
      case 'wrong-revision':
        return { kind: 'wrong-revision', current: state?.last ?? -1 };
      case 'deleted':
        return { kind: 'deleted' };
    }
  };

  const softDelete = ({ stream, expected, id }: DeleteCommand): WriteOutcome => {
    const state = streams.find(stream);
    if (!state || (state.last < 0 && !state.hasMetadata)) return { kind: 'wrong-revision', current: -1 };
    return refusalOf(state, expected) ?? { kind: 'written', ...rows.writeMetadata(stream, id, deletedMetadata()) };
  };

  const tombstone = ({ stream, expected, id }: DeleteCommand): WriteOutcome => {
    const refusal = refusalOf(streams.find(stream), expected);
    if (refusal) return refusal;
    const state = streams.findOrCreate(stream);
    const none = new Uint8Array();
    const position = rows.insert(state, hidesEverything, { id, type: tombstoneType, isJson: false, metadata: none, data: none });
    Object.assign(state, { isTombstoned: true, last: hidesEverything });
    streams.save(state);
    return { kind: 'written', revision: hidesEverything, position };
  };

  return { append, softDelete, tombstone };
};
