import type { z } from 'zod';
import type { DomainEvent } from './decider.js';
import { InvalidEvent, UnknownEvent } from './event-codec.js';
import type { EventCodec, EventDefinition } from './event-codec.js';
import type { JsonObject } from './json.js';

interface Definition {
  storedName: string;
  version: number;
  event: string;
  schema: z.ZodType;
  upcast?: (data: unknown) => unknown;
}

const storedNamePattern = /^[A-Z][A-Za-z0-9]*\.v([1-9]\d*)$/;

const named = <Event extends DomainEvent>([storedName, definition]: [string, EventDefinition<Event>]): Definition => {
  const version = storedNamePattern.exec(storedName)?.[1];
  if (version === undefined) throw new Error(`${storedName}: a stored name reads like ContractSigned.v1`);
  return { storedName, version: Number(version), event: definition.event, schema: definition.schema, upcast: definition.upcast };
};

const newestByEvent = (definitions: readonly Definition[]): Map<string, Definition> => {
  const newest = new Map<string, Definition>();
  for (const definition of definitions) {
    const known = newest.get(definition.event);
    if (known?.version === definition.version)
      throw new Error(`${definition.event}: two definitions of version ${known.version}`);
    if (!known || known.version < definition.version) newest.set(definition.event, definition);
  }
  for (const definition of definitions) {
    const isNewest = newest.get(definition.event) === definition;
    if (isNewest && definition.upcast) throw new Error(`${definition.storedName} is the newest: it needs no upcast`);
    if (!isNewest && !definition.upcast) throw new Error(`${definition.storedName} is older than the newest: it needs an upcast`);
  }
  return newest;
};

const parsed = (definition: Definition, data: unknown): unknown => {
  const result = definition.schema.safeParse(data);
  if (result.success) return result.data;
  const violations = result.error.issues.map((issue) => `${issue.path.join('.') || 'data'}: ${issue.message}`);
  throw new InvalidEvent(definition.storedName, violations.join('; '));
};

/**
 * The one place that joins stored and domain shape. Keys are stored names, typed by hand, with their version; the highest version of
 * an event is what is written, older ones carry an upcast to it. Throws at once when the definitions contradict each other.
 * @example defineEvents<ContractEvent>({ 'ContractSigned.v1': { event: 'ContractSigned', schema: contractSigned } })
 */
export const defineEvents = <Event extends DomainEvent>(
  definitions: Readonly<Record<string, EventDefinition<Event>>>,
): EventCodec<Event> => {
  const all = Object.entries(definitions).map(named);
  const newest = newestByEvent(all);
  const byStoredName = new Map(all.map((definition) => [definition.storedName, definition]));
  return {
    storedNames: all.map((definition) => definition.storedName),
    encode: (event) => {
      const definition = newest.get(event.type);
      if (!definition) throw new InvalidEvent(event.type, 'the event is in no definition');
      const { type: _, ...data } = event;
      return { type: definition.storedName, data: parsed(definition, data) as JsonObject };
    },
    decode: (stored) => {
      const definition = byStoredName.get(stored.type);
      if (!definition) throw new UnknownEvent(stored.type);
      const data = parsed(definition, stored.data);
      const target = newest.get(definition.event) ?? definition;
      const current = definition.upcast ? parsed(target, definition.upcast(data)) : data;
      return { ...(current as object), type: definition.event } as Event;
    },
  };
};
