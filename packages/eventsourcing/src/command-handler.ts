import type { Handle } from './command-context.js';
import type { Decider, DomainEvent } from './decider.js';
import type { EventCodec } from './event-codec.js';
import type { EventStore } from './event-store.js';

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
  /** The state of one aggregate; revision -1 when it has no event. */
  load(id: string): Promise<{ state: State; revision: number }>;
}

export declare const commandHandler: <State, Command extends { readonly type: string }, Event extends DomainEvent>(
  options: CommandHandlerOptions<State, Command, Event>,
) => CommandHandler<State, Command>;
