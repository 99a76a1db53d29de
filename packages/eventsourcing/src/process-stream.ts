import { z } from 'zod';
import { rejectionCodes } from '@lastmile/protocol';
import { currentTrace } from '@lastmile/telemetry';
import type { CommandContext } from './command-context.js';
import { InvalidEvent } from './event-codec.js';
import type { RecordedEvent } from './event-store.js';
import type { JsonObject } from './json.js';
import type { ProcessOutput } from './process.js';

/** Stored names of what a process notes besides its inputs. */
export const noted = { output: 'CommandSent.v1', refusal: 'CommandRefused.v1' } as const;

const command = z.looseObject({ type: z.string() });
const outputSchema = z.object({ command, undo: z.union([command, z.literal('none')]) });
const plain = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.array(z.number())]);
const refusalSchema = z.object({ index: z.number().int(), code: z.enum(rejectionCodes), details: z.record(z.string(), plain) });

export type Refusal = z.infer<typeof refusalSchema>;

/** One delivery of one input. */
export interface Delivery {
  readonly stream: string;
  readonly inputId: string;
  readonly context: CommandContext;
}

/** One input as it lies in the stream: the commands decided for it and, when one was refused, which and why. */
export interface Noted<Command> {
  readonly outputs: readonly ProcessOutput<Command>[];
  readonly refusal?: Refusal;
}

const parsed = <T>(schema: z.ZodType<T>, recorded: RecordedEvent): T => {
  const result = schema.safeParse(recorded.data);
  if (!result.success) throw new InvalidEvent(recorded.type, result.error.message);
  return result.data;
};

/** What the stream holds of the input with this event id; undefined: it was not seen yet. */
export const notedOf = <Command>(recorded: readonly RecordedEvent[], inputId: string): Noted<Command> | undefined => {
  const start = recorded.findIndex((event) => event.id === inputId);
  if (start < 0) return undefined;
  const ofInput = recorded.filter((event) => event.metadata['inputId'] === inputId);
  const outputs = ofInput.filter((event) => event.type === noted.output).map((event) => parsed(outputSchema, event));
  const refused = ofInput.find((event) => event.type === noted.refusal);
  // the commands are the process's own, written by it as they are now read
  return { outputs: outputs as unknown as ProcessOutput<Command>[], refusal: refused && parsed(refusalSchema, refused) };
};

export const isInput = (recorded: RecordedEvent): boolean => recorded.type !== noted.output && recorded.type !== noted.refusal;

export const metadataOf = ({ inputId, context }: Delivery): JsonObject => {
  const { actor, correlationId, causationId, idempotencyKey } = context;
  return { actor, correlationId, causationId, idempotencyKey, inputId, ...currentTrace() };
};

/** Commands are plain values; through JSON they are also known as such. */
export const jsonOf = (output: object): JsonObject => JSON.parse(JSON.stringify(output)) as JsonObject;
