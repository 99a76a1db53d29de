import type { Indicator, LiveLicence } from '@lastmile/protocol';

/** A quantified claim or target of a record itself; those in its text are read by the engine. */
export type StructuredIndicator = Indicator;

/**
 * A listing or a demand as the engine sees it. What only one of them has, the other leaves out; days as 2030-05-20, money in whole minor
 * units, regions as GB/T 2260 codes of six digits.
 */
export interface Subject {
  /** Empty for a text that belongs to nobody. */
  organisationId: string;
  title: string;
  /** Everything else that is written: text, advantage, keywords, names of the indicators. */
  body: string;
  /** Of the technology market's fields. */
  field?: string;
  /** Cooperation modes, offered or wanted. */
  modes: readonly string[];
  region?: string;
  indicators: readonly StructuredIndicator[];
  /** Of a listing. */
  price?: number;
  /** Of a demand: the most, and the least. */
  budget?: number;
  budgetMin?: number;
  /** Of a listing. */
  achievementKind?: string;
  /** Reached by a listing; the least that a demand can use. */
  readinessLevel?: number;
  /** Of a demand: whether who asks is a micro, small or medium enterprise. */
  smallBusiness?: boolean;
  /** Of a demand: the least that a licence must grant. */
  licence?: 'EXCLUSIVE' | 'SOLE' | 'NON_EXCLUSIVE';
  /** Of a listing: granted to others before. */
  licences?: readonly LiveLicence[];
  classified?: boolean;
  /** Organisations that the owner never deals with. */
  excluded?: readonly string[];
  /** The last day of the offer; open end when left out. */
  validUntil?: string;
}

export type Kind = 'LISTING' | 'DEMAND';

export interface Entry extends Subject {
  kind: Kind;
  id: string;
}

/** A text alone, as typed into a preview. */
export const plainSubject = (title: string, body: string): Subject => ({
  organisationId: '',
  title,
  body,
  modes: [],
  indicators: [],
});
