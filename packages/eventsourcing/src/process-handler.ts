import type { CommandContext } from './command-context.js';
import type { EventCodec } from './event-codec.js';
import type { EventStore } from './event-store.js';
import type { Process } from './process.js';

export interface ProcessHandlerOptions<
  State,
  Input extends { readonly type: string },
  Command extends { readonly type: string },
> {
  readonly store: EventStore;
  readonly process: Process<State, Input, Command>;
  /** Stored names and shapes of the inputs. */
  readonly inputs: EventCodec<Input>;
  /** Sends one command. Called again with the same idempotency key on a redelivery; a `Rejection` calls back the earlier ones. */
  execute(command: Command, context: CommandContext): Promise<void>;
}

/** `context.idempotencyKey` is the id of the message. */
export type HandleInput<Input> = (input: Input, context: CommandContext) => Promise<void>;

export declare const processHandler: <State, Input extends { readonly type: string }, Command extends { readonly type: string }>(
  options: ProcessHandlerOptions<State, Input, Command>,
) => HandleInput<Input>;
