import type { Actor, CommandResult } from '@lastmile/protocol';

/** Who asks, and under which key a repeat is the same request. */
export interface CommandContext {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** The revision the caller has seen; another one is answered with REVISION_CONFLICT. */
  readonly expectedRevision?: number;
}

/** Decides one command on the aggregate with this id. */
export type Handle<Command> = (id: string, command: Command, context: CommandContext) => Promise<CommandResult>;
