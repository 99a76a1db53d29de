import { defineCollection } from '@lastmile/documents';
import type { Document } from '@lastmile/documents';
import { toMinorUnits } from '@lastmile/protocol';
import type { BodyOf, DemandContent, Indicator, ListingContent, catalogEvents } from '@lastmile/protocol';
import type { Entry, Kind } from '../engine/subject.js';

/** A published listing or demand as the engine holds it, with the revision and the instant of the fact it came from. */
export interface IndexedEntry extends Entry {
  revision: number;
  publishedAt: string;
  /** Only of demands: the organisation is not to be named to strangers. */
  isAnonymous: boolean;
}

/** An offer lasts to the end of its last day in UTC. */
export const isValidAt = ({ validUntil }: Pick<IndexedEntry, 'validUntil'>, now: string): boolean =>
  validUntil === undefined || validUntil >= now.slice(0, 10);

/**
 * The same, kept over a restart. Its id names kind and record, because both kinds are in one collection. A record that is offered no more
 * stays as a line without an entry, so that whoever knows the index as it was at some sequence can be told what happened since.
 */
export interface IndexedDocument extends Document {
  /** Number of the change of the index that wrote this. */
  sequence: number;
  kind: Kind;
  recordId: string;
  isGone: boolean;
  entry?: Omit<IndexedEntry, 'revision'>;
}

export const indexedCollection = defineCollection<IndexedDocument>({
  name: 'indexed',
  version: 3,
  indexes: [
    { name: 'by_sequence', fields: ['sequence'] },
    { name: 'by_presence', fields: ['isGone'] },
    { name: 'by_end', fields: ['entry.validUntil'] },
  ],
});

export const indexedId = (kind: Kind, id: string): string => `${kind}-${id}`;

export const toDocument = ({ revision, ...entry }: IndexedEntry, sequence: number): IndexedDocument => ({
  id: indexedId(entry.kind, entry.id),
  revision,
  sequence,
  kind: entry.kind,
  recordId: entry.id,
  isGone: false,
  entry,
});

export const goneDocument = (
  { kind, id, revision }: Pick<IndexedEntry, 'kind' | 'id' | 'revision'>,
  sequence: number,
): IndexedDocument => ({ id: indexedId(kind, id), revision, sequence, kind, recordId: id, isGone: true });

/** Undefined for a record that is offered no more. */
export const fromDocument = ({ revision, entry }: IndexedDocument): IndexedEntry | undefined => entry && { ...entry, revision };

type ListingFact = BodyOf<typeof catalogEvents.listingPublished>;
type DemandFact = BodyOf<typeof catalogEvents.demandPublished>;

/** Advantage, keywords and the names of indicators are searched like the text. */
const bodyOf = (texts: readonly string[], keywords: readonly string[], indicators: readonly Indicator[]): string =>
  [...texts, keywords.join(' '), indicators.map(({ name }) => name).join(' ')].filter(Boolean).join('\n');

/** Leaves out what is not given: documents hold no undefined. */
const given = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

/** What listings and demands have alike. */
const common = ({ title, field, modes, region, indicators, readinessLevel, ...content }: ListingContent | DemandContent) => ({
  title,
  modes,
  indicators,
  ...given({ field, region, readinessLevel, validUntil: content.validUntil }),
  ...(content.secrecy === 'CLASSIFIED' ? { classified: true } : {}),
  ...(content.excludedOrganisationIds.length > 0 ? { excluded: content.excludedOrganisationIds } : {}),
});

export const listingEntry = (
  { listingId, revision, organisationId, content }: ListingFact,
  publishedAt: string,
): IndexedEntry => {
  const { abstract, advantage, keywords, indicators, price, kind, licences } = content;
  return {
    kind: 'LISTING',
    id: listingId,
    revision,
    publishedAt,
    organisationId,
    isAnonymous: false,
    body: bodyOf([abstract, advantage], keywords, indicators),
    ...common(content),
    ...given({ achievementKind: kind, price: price && toMinorUnits(price) }),
    ...(licences.length > 0 ? { licences } : {}),
  };
};

export const demandEntry = ({ demandId, revision, organisationId, content }: DemandFact, publishedAt: string): IndexedEntry => {
  const { content: text, keywords, indicators, budget, confidentiality, enterpriseSize, licence } = content;
  const budgetOf = (part: 'min' | 'max'): number | undefined => budget?.[part] && toMinorUnits(budget[part]);
  return {
    kind: 'DEMAND',
    id: demandId,
    revision,
    publishedAt,
    organisationId,
    isAnonymous: confidentiality === 'ANONYMOUS',
    body: bodyOf([text], keywords, indicators),
    ...common(content),
    ...given({ budget: budgetOf('max'), budgetMin: budgetOf('min'), licence }),
    ...(enterpriseSize === undefined ? {} : { smallBusiness: enterpriseSize !== 'LARGE' }),
  };
};
