import type { z } from 'zod';
import type { DomainEvent } from './decider.js';
import type { JsonObject } from './json.js';

/** The stored name is in no registry of the category: written by a newer program, or a definition was removed. Never skipped. */
export class UnknownEvent extends Error {
  readonly code = 'UNKNOWN_EVENT';
  override readonly name = 'UnknownEvent';
  constructor(readonly storedName: string) {
    super(`no definition for the stored event ${storedName}`);
  }
}

/** The data does not fit the schema of its stored name. */
export class InvalidEvent extends Error {
  readonly code = 'INVALID_EVENT';
  override readonly name = 'InvalidEvent';
  constructor(
    readonly storedName: string,
    readonly reason: string,
  ) {
    super(`${storedName}: ${reason}`);
  }
}

type DataOf<Event extends DomainEvent, Type extends Event['type']> = Omit<Extract<Event, { readonly type: Type }>, 'type'>;

/** The newest version of an event: its schema is the domain's shape. */
export interface NewestDefinition<Event extends DomainEvent, Type extends Event['type']> {
  readonly event: Type;
  readonly schema: z.ZodType<DataOf<Event, Type>>;
  readonly upcast?: undefined;
}

/** An older version: its schema is what was stored then, `upcast` makes the newest data of it (not the next: the newest). */
export interface OlderDefinition<Event extends DomainEvent, Type extends Event['type']> {
  readonly event: Type;
  readonly schema: z.ZodType;
  upcast(data: unknown): DataOf<Event, Type>;
}

export type EventDefinition<Event extends DomainEvent> = {
  [Type in Event['type']]: NewestDefinition<Event, Type> | OlderDefinition<Event, Type>;
}[Event['type']];

/** Between stored and domain shape. `decode` throws `UnknownEvent` or `InvalidEvent`, `encode` throws `InvalidEvent`. */
export interface EventCodec<Event extends DomainEvent> {
  readonly storedNames: readonly string[];
  encode(event: Event): { type: string; data: JsonObject };
  decode(stored: { readonly type: string; readonly data: unknown }): Event;
}
