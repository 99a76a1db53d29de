import { isRejection, systemActor } from '@lastmile/protocol';
import type { CommandContext } from './command-context.js';
import type { EventStore } from './event-store.js';
import { deriveId } from './ids.js';
import type { ProcessOutput } from './process.js';
import { metadataOf, noted } from './process-stream.js';
import type { Delivery, Refusal } from './process-stream.js';

interface SenderOptions<Command> {
  readonly store: EventStore;
  readonly process: { readonly name: string };
  execute(command: Command, context: CommandContext): Promise<void>;
}

export interface ProcessSender<Command> {
  /** In order, each with a key of its own that is the same at every delivery. The first refusal is noted, answered, and ends it. */
  sendAll(outputs: readonly ProcessOutput<Command>[], delivery: Delivery): Promise<Refusal | undefined>;
  /** Last first. A refused undo is an error: someone has to see it. */
  undo(outputs: readonly ProcessOutput<Command>[], delivery: Delivery): Promise<void>;
}

export const processSender = <Command>({ store, process, execute }: SenderOptions<Command>): ProcessSender<Command> => {
  const send = (command: Command, part: string, { stream, inputId, context }: Delivery): Promise<void> =>
    execute(command, {
      actor: systemActor(process.name),
      idempotencyKey: deriveId(stream, inputId, part),
      correlationId: context.correlationId,
      causationId: inputId,
    });

  const noteRefusal = async (refusal: Refusal, delivery: Delivery): Promise<Refusal> => {
    const id = deriveId(delivery.stream, delivery.inputId, 'refusal');
    const event = { id, type: noted.refusal, data: { ...refusal }, metadata: metadataOf(delivery) };
    await store.append(delivery.stream, [event], 'any');
    return refusal;
  };

  return {
    sendAll: async (outputs, delivery) => {
      for (const [index, { command }] of outputs.entries()) {
        try {
          await send(command, `send ${index}`, delivery);
        } catch (error) {
          if (!isRejection(error)) throw error;
          return noteRefusal({ index, code: error.code, details: error.details }, delivery);
        }
      }
      return undefined;
    },
    undo: async (outputs, delivery) => {
      for (const [index, output] of [...outputs.entries()].reverse()) {
        if (output.undo === 'none') continue;
        await send(output.undo, `undo ${index}`, delivery).catch((error: unknown) => {
          throw isRejection(error) ? new Error(`${delivery.stream}: ${error.code} to an undo`, { cause: error }) : error;
        });
      }
    },
  };
};
