import assert from 'node:assert/strict';
import { isRejection } from '@lastmile/protocol';
import type { RejectionCode } from '@lastmile/protocol';
import type { Decider, DomainEvent } from './decider.js';
import { unchanged } from './unchanged.js';

export interface Outcome<Event extends DomainEvent> {
  /** Exactly these events, in this order. */
  then(events: readonly Event[]): void;
  thenNothing(): void;
  thenRejects(code: RejectionCode): void;
}

export interface Given<Command, Event extends DomainEvent> {
  when(command: Command): Outcome<Event>;
}

export interface Spec<Command, Event extends DomainEvent> {
  given(events: readonly Event[]): Given<Command, Event>;
}

const outcomeOf = (run: () => readonly unknown[]): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

/**
 * Given past events, when a command is decided, then these events, nothing, or a rejection. Also fails when `decide` or `evolve` changes
 * the state, the command or the event that it was given, and when the new events cannot be folded into the state.
 * @example spec(contractDecider).given([drafted(['a', 'b'])]).when(sign('c')).thenRejects('NOT_A_PARTY')
 */
export const spec = <State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
): Spec<Command, Event> => {
  const evolved = (events: readonly Event[], from: State): State =>
    events.reduce(
      (state, event) => unchanged(`evolve of ${event.type}`, [state, event], () => decider.evolve(state, event)),
      from,
    );
  const decided = (events: readonly Event[], command: Command): Event[] => {
    const state = evolved(events, decider.initialState());
    const fresh = unchanged('decide', [state, command], () => decider.decide(command, state));
    evolved(fresh, state);
    return fresh;
  };
  return {
    given: (events) => ({
      when: (command) => ({
        then: (expected) => assert.deepStrictEqual(decided(events, command), [...expected]),
        thenNothing: () => assert.deepStrictEqual(decided(events, command), []),
        thenRejects: (code) => {
          const outcome = outcomeOf(() => decided(events, command));
          assert.ok(!Array.isArray(outcome), `expected the rejection ${code}, got ${JSON.stringify(outcome)}`);
          if (!isRejection(outcome)) throw outcome;
          assert.equal(outcome.code, code);
        },
      }),
    }),
  };
};
