import type { Documents } from '@lastmile/documents';
import { streamOf } from '@lastmile/eventsourcing/runtime';
import type { EventStore, RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { fromMinorUnits } from '@lastmile/protocol';
import type { Actor, InputOf, OutputOf, contractMessages } from '@lastmile/protocol';
import { hashedEvents } from '@lastmile/receipt';
import type { HashedEvent } from '@lastmile/receipt';
import { contractEventsCodec } from '../contract/contract.events.js';
import { toTerms } from '../contract/terms.js';
import { getContract } from './contract.queries.js';

type History = typeof contractMessages.history;
type Entry = OutputOf<History>['entries'][number];

const minor = /Minor$/;

/** Whole fen become money as it is written in every other answer; the currency that stood beside them goes with them. */
const withMoney = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withMoney);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value);
  const isMoney = ([name, field]: [string, unknown]): boolean => minor.test(name) && Number.isSafeInteger(field);
  const kept = fields.some(isMoney) ? fields.filter(([name]) => name !== 'currency') : fields;
  return Object.fromEntries(
    kept.map(([name, field]) =>
      isMoney([name, field]) ? [name.replace(minor, ''), fromMinorUnits(field as number)] : [name, withMoney(field)],
    ),
  );
};

/** Terms read as in every other answer, whatever part the event belongs to. */
const publicData = (event: RecordedEvent): Record<string, unknown> => {
  const decoded = contractEventsCodec.decode(event);
  const { type: _, ...data } = decoded;
  const { terms, ...rest } = data as typeof data & { terms?: unknown };
  const shown = withMoney(rest) as Record<string, unknown>;
  if (decoded.type === 'TermsProposed') return { ...shown, terms: toTerms(decoded.terms) };
  return terms === undefined ? shown : { ...shown, terms: withMoney(terms) };
};

const traceIdOf = ({ metadata: { traceparent } }: RecordedEvent): string | undefined =>
  typeof traceparent === 'string' ? traceparent.split('-')[1] : undefined;

const entryOf = (event: RecordedEvent, { hash, chain }: HashedEvent): Entry => {
  const actor = event.metadata['actor'] as Actor | undefined;
  return {
    revision: event.revision,
    eventId: event.id,
    type: event.type,
    at: event.created,
    hash,
    chain,
    organisationId: actor?.organisationId ?? '',
    role: actor?.role ?? '',
    traceId: traceIdOf(event),
    data: publicData(event),
  };
};

/** Entries of one answer take less than this together (characters of JSON), well below what a message may hold. */
const mostCharacters = 150_000;

const pageOf = (entries: readonly Entry[], limit: number): Entry[] => {
  let characters = 0;
  const end = entries.slice(0, limit).findIndex((entry, at) => {
    characters += JSON.stringify(entry).length;
    return characters > mostCharacters && at > 0;
  });
  return entries.slice(0, end < 0 ? limit : end);
};

/** Every event of the contract in order, from the event store itself, a page at a time. */
export const contractHistory = async (
  source: { documents: Documents; store: EventStore },
  { from = 0, limit = 200, ...input }: InputOf<History>,
  actor: Actor,
): Promise<OutputOf<History>> => {
  const { id } = await getContract(source.documents, input, actor);
  const events = await source.store.read(streamOf('contract', id));
  const hashed = hashedEvents(events);
  const wanted = events.slice(from, from + limit).flatMap((event) => {
    const own = hashed[event.revision];
    return own ? [entryOf(event, own)] : [];
  });
  const entries = pageOf(wanted, limit);
  const next = from + entries.length;
  return { id, entries, ...(next < events.length && entries.length > 0 && { next }) };
};
