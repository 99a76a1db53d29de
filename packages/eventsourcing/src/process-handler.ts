import { setTimeout as delay } from 'node:timers/promises';
import { isRejection, reject, systemActor } from '@lastmile/protocol';
import { currentTrace } from '@lastmile/telemetry';
import type { CommandContext } from './command-context.js';
import type { EventCodec } from './event-codec.js';
import { StoreUnavailable, streamOf, VersionConflict } from './event-store.js';
import type { EventStore, NewEvent, RecordedEvent } from './event-store.js';
import { deriveId, eventId } from './ids.js';
import type { JsonObject } from './json.js';
import type { Process, ProcessOutput } from './process.js';
import { isInput, noted, notedOf } from './process-stream.js';
import type { Noted, Refusal } from './process-stream.js';

export interface ProcessHandlerOptions<
  State,
  Input extends { readonly type: string },
  Command extends { readonly type: string },
> {
  readonly store: EventStore;
  readonly process: Process<State, Input, Command>;
  /** Stored names and shapes of the inputs. */
  readonly inputs: EventCodec<Input>;
  /** Sends one command; called again with the same idempotency key on a redelivery. */
  execute(command: Command, context: CommandContext): Promise<void>;
}

/** `context.idempotencyKey` is the id of the message. */
export type HandleInput<Input> = (input: Input, context: CommandContext) => Promise<void>;

/** One delivery of one input. */
interface Delivery {
  readonly stream: string;
  readonly inputId: string;
  readonly context: CommandContext;
}

const mostConflicts = 10;
const pauseMs = 20;

/**
 * Runs a process: notes the input with its outputs in `<name>-<id>` in one append, then executes the outputs in order. A redelivery finds
 * the input and executes the same outputs with the same idempotency keys, without deciding again. When an output is refused, the refusal is
 * noted, the undo commands of the ones before it are executed, last first, and the `Rejection` is thrown; any other error (also a
 * refused undo) leaves the rest to the redelivery.
 * @example const drafting = processHandler({ store, process: draftingProcess, inputs: draftingInputs, execute });
 */
export const processHandler = <State, Input extends { readonly type: string }, Command extends { readonly type: string }>(
  options: ProcessHandlerOptions<State, Input, Command>,
): HandleInput<Input> => {
  const { store, process, inputs, execute } = options;

  const newEvents = (input: Input, outputs: readonly ProcessOutput<Command>[], delivery: Delivery): NewEvent[] => {
    const { stream, context } = delivery;
    const metadata = metadataOf(delivery);
    const events = outputs.map(({ command, undo }) => ({ type: noted.output, data: { command, undo } as unknown as JsonObject }));
    return [inputs.encode(input), ...events].map((event, index) => ({
      id: eventId(stream, context.idempotencyKey, index),
      ...event,
      metadata,
    }));
  };

  const note = async (input: Input, delivery: Delivery): Promise<Noted<Command>> => {
    const recorded = await store.read(delivery.stream);
    const before = notedOf<Command>(recorded, delivery.inputId);
    if (before) return before;
    const state = recorded
      .filter(isInput)
      .reduce((current, past) => process.evolve(current, inputs.decode(past)), process.initialState());
    const outputs = process.decide(input, state);
    await store.append(delivery.stream, newEvents(input, outputs, delivery), expectedAfter(recorded));
    return { outputs };
  };

  const noteInTurn = async (input: Input, delivery: Delivery): Promise<Noted<Command>> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await note(input, delivery);
      } catch (error) {
        const isWorthRetrying = error instanceof VersionConflict || (error instanceof StoreUnavailable && attempt === 1);
        if (!isWorthRetrying || attempt > mostConflicts) throw error;
        await delay(pauseMs * attempt * (0.5 + Math.random()));
      }
    }
  };

  const send = (command: Command, part: string, { stream, inputId, context }: Delivery): Promise<void> =>
    execute(command, {
      actor: systemActor(process.name),
      idempotencyKey: deriveId(stream, inputId, part),
      correlationId: context.correlationId,
      causationId: inputId,
    });

  const undo = async (outputs: readonly ProcessOutput<Command>[], delivery: Delivery): Promise<void> => {
    for (const [index, output] of [...outputs.entries()].reverse()) {
      if (output.undo === 'none') continue;
      await send(output.undo, `undo ${index}`, delivery).catch((error: unknown) => {
        // a refused undo must not look like an answer: someone has to see it
        throw isRejection(error) ? new Error(`${delivery.stream}: ${error.code} to an undo`, { cause: error }) : error;
      });
    }
  };

  const noteRefusal = (refusal: Refusal, delivery: Delivery): Promise<unknown> => {
    const id = deriveId(delivery.stream, delivery.inputId, 'refusal');
    const event = { id, type: noted.refusal, data: { ...refusal }, metadata: metadataOf(delivery) };
    return store.append(delivery.stream, [event], 'any');
  };

  const executeAll = async (outputs: readonly ProcessOutput<Command>[], delivery: Delivery): Promise<Refusal | undefined> => {
    for (const [index, { command }] of outputs.entries()) {
      try {
        await send(command, `send ${index}`, delivery);
      } catch (error) {
        if (!isRejection(error)) throw error;
        const refusal = { index, code: error.code };
        await noteRefusal(refusal, delivery);
        return refusal;
      }
    }
    return undefined;
  };

  return async (input, context) => {
    const stream = streamOf(process.name, process.idOf(input));
    const delivery: Delivery = { stream, inputId: eventId(stream, context.idempotencyKey, 0), context };
    const { outputs, refusal: known } = await noteInTurn(input, delivery);
    const refusal = known ?? (await executeAll(outputs, delivery));
    if (!refusal) return;
    await undo(outputs.slice(0, refusal.index), delivery);
    throw reject(refusal.code);
  };
};

const expectedAfter = (recorded: readonly RecordedEvent[]): number | 'no-stream' => recorded.at(-1)?.revision ?? 'no-stream';

const metadataOf = ({ inputId, context }: Delivery): JsonObject => ({
  actor: context.actor,
  correlationId: context.correlationId,
  causationId: context.causationId,
  idempotencyKey: context.idempotencyKey,
  inputId,
  ...currentTrace(),
});
