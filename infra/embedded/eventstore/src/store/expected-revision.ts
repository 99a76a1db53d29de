import { isDeleted } from './model.js';
import type { ExpectedRevision, StreamState } from './model.js';

/** What the stream already holds of the events to append. */
export interface Known {
  /** Revision of the event with this id, or undefined; ids are searched from the newest. */
  revisionOf(id: Uint8Array): number | undefined;
  isIdAt(revision: number, id: Uint8Array): boolean;
}

export type Decision =
  | { kind: 'write' }
  /** All the events are there already: answer as the first time; `last` is the revision of the last one. */
  | { kind: 'repeat'; last: number }
  | { kind: 'wrong-revision' }
  | { kind: 'deleted' };

const write: Decision = { kind: 'write' };
const wrong: Decision = { kind: 'wrong-revision' };
const deleted: Decision = { kind: 'deleted' };

/** Without a fixed revision a repeat is recognised by its ids; half a repeat is a conflict. */
const anywhere = (ids: readonly Uint8Array[], known: Known): Decision => {
  const [first] = ids;
  if (!first || known.revisionOf(first) === undefined) return write;
  let last = -1;
  for (const id of ids) {
    const revision = known.revisionOf(id);
    if (revision === undefined) return wrong;
    last = revision;
  }
  return { kind: 'repeat', last };
};

const behind = (expected: number, ids: readonly Uint8Array[], known: Known): Decision => {
  if (ids.length === 0) return wrong;
  const isRepeat = ids.every((id, index) => known.isIdAt(expected + 1 + index, id));
  return isRepeat ? { kind: 'repeat', last: expected + ids.length } : wrong;
};

/**
 * Decides one append against the state of its stream (undefined: never heard of).
 * A deleted stream may be started again by `no_stream`, `any` or its true last revision; `stream_exists` finds it deleted.
 */
export const decideAppend = (
  expected: ExpectedRevision,
  ids: readonly Uint8Array[],
  stream: { state: StreamState | undefined; known: Known },
): Decision => {
  const { state, known } = stream;
  if (state?.isTombstoned) return deleted;
  const last = state?.last ?? -1;
  if (expected === 'any') return anywhere(ids, known);
  if (expected === 'stream_exists') {
    if (state && isDeleted(state)) return deleted;
    return last < 0 && !state?.hasMetadata ? wrong : anywhere(ids, known);
  }
  const revision = expected === 'no_stream' ? -1 : expected;
  if (revision === last) return write;
  if (revision > last) return wrong;
  const decision = behind(revision, ids, known);
  const restarts = revision === -1 && decision.kind === 'wrong-revision' && state !== undefined && isDeleted(state);
  return restarts ? write : decision;
};
