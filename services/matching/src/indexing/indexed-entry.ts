import { defineCollection } from '@lastmile/documents';
import type { Document } from '@lastmile/documents';
import { toMinorUnits } from '@lastmile/protocol';
import type { BodyOf, Indicator, catalogEvents } from '@lastmile/protocol';
import type { Entry, Kind } from '../engine/subject.js';

/** A published listing or demand as the engine holds it, with the revision of the fact it came from. */
export interface IndexedEntry extends Entry {
  revision: number;
  /** Only of demands: the organisation is not to be named to strangers. */
  isAnonymous: boolean;
  /** The last day of the offer, as 2030-05-20; open end when left out. */
  validUntil?: string;
}

/** An offer lasts to the end of its last day in UTC. */
export const isValidAt = ({ validUntil }: Pick<IndexedEntry, 'validUntil'>, now: string): boolean =>
  validUntil === undefined || validUntil >= now.slice(0, 10);

/** The same, kept over a restart. Its id names kind and record, because both kinds are in one collection. */
export interface IndexedDocument extends Document {
  entry: Omit<IndexedEntry, 'revision'>;
}

export const indexedCollection = defineCollection<IndexedDocument>({ name: 'indexed', version: 1, indexes: [] });

export const indexedId = (kind: Kind, id: string): string => `${kind}-${id}`;

export const toDocument = ({ revision, ...entry }: IndexedEntry): IndexedDocument => ({
  id: indexedId(entry.kind, entry.id),
  revision,
  entry,
});

export const fromDocument = ({ revision, entry }: IndexedDocument): IndexedEntry => ({ ...entry, revision });

type ListingFact = BodyOf<typeof catalogEvents.listingPublished>;
type DemandFact = BodyOf<typeof catalogEvents.demandPublished>;

/** Keywords and indicators are searched like the text. */
const bodyOf = (text: string, keywords: readonly string[], indicators: readonly Indicator[]): string =>
  [text, keywords.join(' '), indicators.map(({ name }) => name).join(' ')].filter(Boolean).join('\n');

const namesOf = (indicators: readonly Indicator[]): string[] => indicators.map(({ name }) => name);

/** Leaves out what is not given: documents hold no undefined. */
const given = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

export const listingEntry = ({ listingId, revision, organisationId, content }: ListingFact): IndexedEntry => {
  const { title, abstract, keywords, indicators, field, modes, region, price, validUntil } = content;
  return {
    kind: 'LISTING',
    id: listingId,
    revision,
    organisationId,
    title,
    body: bodyOf(abstract, keywords, indicators),
    modes,
    indicators: namesOf(indicators),
    isAnonymous: false,
    ...given({ field, region, validUntil, price: price && toMinorUnits(price) }),
  };
};

export const demandEntry = ({ demandId, revision, organisationId, content }: DemandFact): IndexedEntry => {
  const { title, content: text, keywords, indicators, field, modes, region, budget, confidentiality, validUntil } = content;
  return {
    kind: 'DEMAND',
    id: demandId,
    revision,
    organisationId,
    title,
    body: bodyOf(text, keywords, indicators),
    modes,
    indicators: namesOf(indicators),
    isAnonymous: confidentiality === 'ANONYMOUS',
    ...given({ field, region, validUntil, budget: budget?.max && toMinorUnits(budget.max) }),
  };
};
