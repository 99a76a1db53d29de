import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { attributes, currentTrace, spanNames, withSpan } from '@lastmile/telemetry';
import { reject } from '@lastmile/protocol';
import type { CommandResult } from '@lastmile/protocol';
import { canonicalJson } from './canonical-json.js';
import { measuredAppend, measuredCommand } from './command-measures.js';
import type { CommandContext, Handle } from './command-context.js';
import type { Decider, DomainEvent } from './decider.js';
import type { EventCodec } from './event-codec.js';
import { StoreUnavailable, streamOf, VersionConflict } from './event-store.js';
import type { EventStore, NewEvent, RecordedEvent } from './event-store.js';
import { eventId } from './ids.js';

export interface CommandHandlerOptions<State, Command extends { readonly type: string }, Event extends DomainEvent> {
  readonly store: EventStore;
  readonly category: string;
  readonly decider: Decider<State, Command, Event>;
  readonly codec: EventCodec<Event>;
  /** How often a version conflict is decided again; 3 when left out. */
  readonly retries?: number;
  /** What makes two commands with one key the same request; all fields except `now` when left out. */
  identity?(command: Command): unknown;
}

export interface CommandHandler<State, Command> extends Handle<Command> {
  /** The state of one aggregate; revision -1 when it has no event. Rejects with `StoreUnavailable`, `UnknownEvent` or `InvalidEvent`. */
  load(id: string): Promise<{ state: State; revision: number }>;
}

/** One command on one stream, with what identifies it. */
interface Request<Command> {
  readonly id: string;
  readonly stream: string;
  readonly command: Command;
  readonly context: CommandContext;
  readonly hash: string;
}

/** How a command ended: `unchanged` decided that nothing is left to do, `repeated` was answered with its first result. */
interface Decided {
  readonly result: CommandResult;
  readonly outcome: 'accepted' | 'unchanged' | 'repeated';
}

const retryPauseMs = 200;
const conflictPauseMs = 10;

const jittered = (milliseconds: number): Promise<void> => delay(milliseconds * (0.5 + Math.random()));

const withoutNow = (command: object): unknown => ({ ...command, now: undefined });

const commandHash = (context: CommandContext, type: string, identity: unknown): string =>
  createHash('sha256')
    .update(canonicalJson([context.actor.organisationId, type, identity]))
    .digest('hex');

const once = async <Result>(run: () => Promise<Result>): Promise<Result> => {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    await jittered(retryPauseMs);
    return run();
  }
};

/** The first result of this key, from the stream that was read anyway: its events lie together, because one append wrote them. */
const firstResult = (recorded: readonly RecordedEvent[], request: Request<unknown>): CommandResult | undefined => {
  const { id, stream, context, hash } = request;
  const firstId = eventId(stream, context.idempotencyKey, 0);
  const start = recorded.findIndex((event) => event.id === firstId);
  if (start < 0) return undefined;
  if (recorded[start]?.metadata['commandHash'] !== hash) throw reject('IDEMPOTENCY_KEY_REUSED');
  let last = start;
  while (recorded[last + 1]?.id === eventId(stream, context.idempotencyKey, last + 1 - start)) last += 1;
  return { id, revision: recorded[last]?.revision ?? -1 };
};

const newEvents = <Event extends DomainEvent>(
  codec: EventCodec<Event>,
  events: readonly Event[],
  { stream, context, hash }: Request<unknown>,
): NewEvent[] => {
  const { actor, correlationId, causationId, idempotencyKey } = context;
  const metadata = { actor, correlationId, causationId, idempotencyKey, commandHash: hash, ...currentTrace() };
  return events.map((event, index) => ({ id: eventId(stream, idempotencyKey, index), ...codec.encode(event), metadata }));
};

const conflict = (expected: number, actual: number): Error => reject('REVISION_CONFLICT', { expected, actual });

/**
 * Decides commands of one category: reads the stream, folds it, decides, appends at the revision it read, answers `{ id, revision }`.
 * A repeat of an idempotency key is answered with the first result without deciding; with another command (or by another organisation)
 * it is refused with IDEMPOTENCY_KEY_REUSED. `context.expectedRevision` other than the stream's gives REVISION_CONFLICT, as does a
 * version conflict that three new decisions did not get past. When the store is away each call is tried once more, with the same event ids;
 * then `StoreUnavailable` is thrown and the caller may repeat the command with the same key. Nothing decided: the current revision.
 * @example const contracts = commandHandler({ store, category: 'contract', decider: contractDecider, codec: contractEvents });
 */
export const commandHandler = <State, Command extends { readonly type: string }, Event extends DomainEvent>(
  options: CommandHandlerOptions<State, Command, Event>,
): CommandHandler<State, Command> => {
  const { store, category, decider, codec, retries = 3, identity = withoutNow } = options;

  const folded = (recorded: readonly RecordedEvent[]): State =>
    recorded.reduce((state, event) => decider.evolve(state, codec.decode(event)), decider.initialState());

  const decideOnce = async (request: Request<Command>): Promise<Decided> => {
    const { id, stream, command, context } = request;
    const recorded = await once(() => store.read(stream));
    const repeated = firstResult(recorded, request);
    if (repeated) return { result: repeated, outcome: 'repeated' };
    const revision = recorded.at(-1)?.revision ?? -1;
    const { expectedRevision = revision } = context;
    if (expectedRevision !== revision) throw conflict(expectedRevision, revision);
    const events = newEvents(codec, decider.decide(command, folded(recorded)), request);
    if (events.length === 0) return { result: { id, revision }, outcome: 'unchanged' };
    const expected = revision === -1 ? 'no-stream' : revision;
    const appended = await once(() => measuredAppend(category, () => store.append(stream, events, expected)));
    return { result: { id, revision: appended.revision }, outcome: 'accepted' };
  };

  const decide = async (request: Request<Command>, onConflict: (conflicts: number) => void): Promise<Decided> => {
    for (let conflicts = 1; ; conflicts += 1) {
      try {
        return await decideOnce(request);
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
        onConflict(conflicts);
        if (conflicts > retries) throw conflict(typeof error.expected === 'number' ? error.expected : -1, error.actual ?? -1);
        await jittered(conflictPauseMs * conflicts);
      }
    }
  };

  const handle: Handle<Command> = (id, command, context) => {
    const stream = streamOf(category, id);
    const spanAttributes = {
      [attributes.command]: command.type,
      [attributes.streamCategory]: category,
      [attributes.streamId]: id,
      [attributes.correlationId]: context.correlationId,
      [attributes.organisationId]: context.actor.organisationId,
    };
    return withSpan(spanNames.command(command.type), { attributes: spanAttributes }, (span) =>
      measuredCommand(command.type, async () => {
        const hash = commandHash(context, command.type, identity(command));
        const decided = await decide({ id, stream, command, context, hash }, (conflicts) =>
          span.setAttribute(attributes.commandConflicts, conflicts),
        );
        span.setAttribute(attributes.commandRepeated, decided.outcome === 'repeated');
        span.setAttribute(attributes.streamRevision, decided.result.revision);
        return decided;
      }),
    );
  };

  const load = async (id: string): Promise<{ state: State; revision: number }> => {
    const recorded = await once(() => store.read(streamOf(category, id)));
    return { state: folded(recorded), revision: recorded.at(-1)?.revision ?? -1 };
  };

  return Object.assign(handle, { load });
};
