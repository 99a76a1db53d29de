/** A listing or a demand as the engine sees it. Money in whole minor units; `price` of a listing, `budget` (the most) of a demand. */
export interface Subject {
  organisationId: string;
  title: string;
  body: string;
  field?: string;
  modes: readonly string[];
  /** GB/T 2260 code, six digits. */
  region?: string;
  /** Names of the quantified claims or targets. */
  indicators: readonly string[];
  price?: number;
  budget?: number;
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
