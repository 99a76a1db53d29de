import { durationMs, timestampMs } from '@bufbuild/protobuf/wkt';
import type { UUID } from '../gen/common_pb.js';
import type { BatchAppendOptions, BatchAppendRequest } from '../gen/streams_pb.js';
import type { NewEvent } from '../store/model.js';
import { createSizeGuard } from './append-codec.js';
import { badRequest } from './errors.js';
import { newEventOf } from './event-codec.js';
import { bytesOfUuid, textOfUuid } from './identifiers.js';

/** One append of a batch call, whole or in the making. */
export interface BatchedAppend {
  correlationId: UUID | undefined;
  options: BatchAppendOptions;
  events: NewEvent[];
  /** Milliseconds since 1970. */
  deadline: number;
}

interface Gathering extends BatchedAppend {
  guard: (event: NewEvent) => void;
  timer: NodeJS.Timeout | undefined;
}

export interface AssemblerParts {
  maxAppendBytes: number;
  /** An append failed before its last chunk came, or its deadline passed while waiting for one (`undefined`). */
  onRefused(append: BatchedAppend, error: unknown): void;
}

export interface Assembler {
  /** The whole append with its last chunk, else undefined. Throws RpcError when the call itself makes no sense. */
  add(request: BatchAppendRequest): BatchedAppend | undefined;
  close(): void;
}

/** Timers past this fire at once. */
const longestTimer = 2_147_483_647;

const deadlineOf = ({ deadline }: BatchAppendOptions): number => {
  if (deadline.case === 'until') return timestampMs(deadline.value);
  return deadline.case === 'within' ? Date.now() + durationMs(deadline.value) : Infinity;
};

const keyOf = (correlationId: UUID | undefined): string => {
  const id = bytesOfUuid(correlationId);
  if (!id) throw badRequest('A batch append needs a correlation id that is a UUID.');
  return textOfUuid(id);
};

/** Puts the chunks of appends together. What was refused once stays refused: later chunks of it are dropped. */
export const createAssembler = ({ maxAppendBytes, onRefused }: AssemblerParts): Assembler => {
  const gatherings = new Map<string, Gathering>();
  const refused = new Set<string>();

  const refuse = (key: string, gathering: Gathering, error?: unknown): void => {
    clearTimeout(gathering.timer);
    gatherings.delete(key);
    refused.add(key);
    onRefused(gathering, error);
  };

  const open = (key: string, { correlationId, options, isFinal }: BatchAppendRequest): Gathering => {
    if (!options) throw badRequest('The first chunk of an append needs options.');
    const guard = createSizeGuard(maxAppendBytes);
    const gathering: Gathering = { correlationId, options, events: [], deadline: deadlineOf(options), guard, timer: undefined };
    const left = gathering.deadline - Date.now();
    if (!isFinal && left < longestTimer) gathering.timer = setTimeout(() => refuse(key, gathering), left);
    gatherings.set(key, gathering);
    return gathering;
  };

  const gather = (gathering: Gathering, request: BatchAppendRequest): void => {
    for (const proposed of request.proposedMessages) {
      const event = newEventOf(proposed);
      gathering.guard(event);
      gathering.events.push(event);
    }
  };

  const add = (request: BatchAppendRequest): BatchedAppend | undefined => {
    const key = keyOf(request.correlationId);
    if (!refused.has(key)) {
      const gathering = gatherings.get(key) ?? open(key, request);
      try {
        gather(gathering, request);
        if (!request.isFinal) return undefined;
        clearTimeout(gathering.timer);
        gatherings.delete(key);
        return gathering;
      } catch (error) {
        refuse(key, gathering, error);
      }
    }
    if (request.isFinal) refused.delete(key);
    return undefined;
  };

  const close = (): void => {
    for (const { timer } of gatherings.values()) clearTimeout(timer);
    gatherings.clear();
  };
  return { add, close };
};
