import type { DomainEvent, Fold } from './decider.js';
import type { EventCodec } from './event-codec.js';
import type { EventMeta } from './event-meta.js';
import type { EventStore, RecordedEvent } from './event-store.js';
import type { PublicMessage } from './public-message.js';
import { metaOf } from './recorded-meta.js';

/** How one category's private events become public ones; undefined: this event stays private. */
export interface PublicationOptions<Event extends DomainEvent> {
  readonly category: string;
  readonly codec: EventCodec<Event>;
  toPublic(event: Event, meta: EventMeta): PublicMessage | undefined;
}

/** With a fold, `toPublic` also gets the stream's state after the event: for facts that carry whole state. */
export interface StatefulPublicationOptions<State, Event extends DomainEvent> {
  readonly category: string;
  readonly codec: EventCodec<Event>;
  readonly fold: Fold<State, Event>;
  toPublic(event: Event, meta: EventMeta, state: State): PublicMessage | undefined;
}

/** One category as the publisher sees it. */
export interface Publication {
  readonly category: string;
  toPublic(recorded: RecordedEvent, store: EventStore): Promise<PublicMessage | undefined>;
}

interface Known<State> {
  readonly revision: number;
  readonly state: State;
}

const mostKnown = 1_000;

/** States of the streams seen last; one that is not at hand is folded from the store. */
const stateKeeper = <State, Event extends DomainEvent>(
  fold: Fold<State, Event>,
  codec: EventCodec<Event>,
): ((recorded: RecordedEvent, event: Event, store: EventStore) => Promise<State>) => {
  const known = new Map<string, Known<State>>();
  return async (recorded, event, store) => {
    const { stream, revision } = recorded;
    const before = known.get(stream);
    const state =
      before?.revision === revision - 1
        ? fold.evolve(before.state, event)
        : (await store.read(stream, { limit: revision + 1 })).reduce(
            (current, past) => fold.evolve(current, codec.decode(past)),
            fold.initialState(),
          );
    known.delete(stream);
    known.set(stream, { revision, state });
    if (known.size > mostKnown) known.delete(known.keys().next().value ?? stream);
    return state;
  };
};

const isStateful = <State, Event extends DomainEvent>(
  options: PublicationOptions<Event> | StatefulPublicationOptions<State, Event>,
): options is StatefulPublicationOptions<State, Event> => 'fold' in options;

/**
 * Declares what a category publishes.
 * @example publication({ category: 'match', codec: matchEvents, toPublic: publicMatchEvent })
 * @example publication({ category: 'contract', codec: contractEvents, fold: contractDecider, toPublic: publicContractEvent })
 */
export function publication<Event extends DomainEvent>(options: PublicationOptions<Event>): Publication;
export function publication<State, Event extends DomainEvent>(options: StatefulPublicationOptions<State, Event>): Publication;
export function publication<State, Event extends DomainEvent>(
  options: PublicationOptions<Event> | StatefulPublicationOptions<State, Event>,
): Publication {
  const { category, codec } = options;
  if (!isStateful(options)) {
    return { category, toPublic: async (recorded) => options.toPublic(codec.decode(recorded), metaOf(recorded)) };
  }
  const stateAfter = stateKeeper(options.fold, codec);
  return {
    category,
    toPublic: async (recorded, store) => {
      const event = codec.decode(recorded);
      return options.toPublic(event, metaOf(recorded), await stateAfter(recorded, event, store));
    },
  };
}
