/** A command that a process sends, and the command that takes it back when a later one of the same input is refused. */
export interface ProcessOutput<Command> {
  readonly command: Command;
  readonly undo: Command | 'none';
}

/**
 * A decider over messages: what happened elsewhere comes in, commands for others go out. Pure. Its stream `<name>-<id>` holds each
 * input with its outputs, so a restart or a redelivery sends the same commands again.
 */
export interface Process<State, Input extends { readonly type: string }, Command extends { readonly type: string }> {
  readonly name: string;
  /** Which run of the process the input belongs to. */
  idOf(input: Input): string;
  initialState(): State;
  decide(input: Input, state: State): ProcessOutput<Command>[];
  evolve(state: State, input: Input): State;
}
