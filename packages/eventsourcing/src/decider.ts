export interface DomainEvent {
  readonly type: string;
}

/**
 * The rules of one aggregate as three pure functions. Time and ids come in with the command; `decide` throws a `Rejection` to
 * refuse and answers `[]` when nothing is left to do; `evolve` returns a new state and never changes the old one.
 */
export interface Decider<State, Command, Event extends DomainEvent> {
  initialState(): State;
  decide(command: Command, state: State): Event[];
  evolve(state: State, event: Event): State;
}

/** The half of a decider that reads: enough to rebuild a state from its events. */
export type Fold<State, Event extends DomainEvent> = Pick<Decider<State, never, Event>, 'initialState' | 'evolve'>;
