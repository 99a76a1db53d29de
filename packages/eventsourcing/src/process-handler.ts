import { setTimeout as delay } from 'node:timers/promises';
import { reject } from '@lastmile/protocol';
import type { CommandContext } from './command-context.js';
import type { EventCodec } from './event-codec.js';
import { StoreUnavailable, streamOf, VersionConflict } from './event-store.js';
import type { EventStore, NewEvent, RecordedEvent } from './event-store.js';
import { eventId } from './ids.js';
import type { Process, ProcessOutput } from './process.js';
import { processSender } from './process-sender.js';
import { isInput, jsonOf, metadataOf, noted, notedOf } from './process-stream.js';
import type { Delivery, Noted } from './process-stream.js';

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

const mostConflicts = 10;
const pauseMs = 20;

const expectedAfter = (recorded: readonly RecordedEvent[]): number | 'no-stream' => recorded.at(-1)?.revision ?? 'no-stream';

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
  const { store, process, inputs } = options;
  const sender = processSender(options);

  const newEvents = (input: Input, outputs: readonly ProcessOutput<Command>[], delivery: Delivery): NewEvent[] => {
    const { stream, context } = delivery;
    const metadata = metadataOf(delivery);
    const events = [inputs.encode(input), ...outputs.map((output) => ({ type: noted.output, data: jsonOf(output) }))];
    return events.map((event, index) => ({ id: eventId(stream, context.idempotencyKey, index), ...event, metadata }));
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

  return async (input, context) => {
    const stream = streamOf(process.name, process.idOf(input));
    const delivery: Delivery = { stream, inputId: eventId(stream, context.idempotencyKey, 0), context };
    const { outputs, refusal: known } = await noteInTurn(input, delivery);
    const refusal = known ?? (await sender.sendAll(outputs, delivery));
    if (!refusal) return;
    await sender.undo(outputs.slice(0, refusal.index), delivery);
    throw reject(refusal.code, refusal.details);
  };
};
