import type { DemandContent, Indicator, ListingContent, QualityHint, QualityHintCode } from '@lastmile/protocol';
import type { Example, FieldGuide } from './field-guides.data.js';
import type { Criterion, QualityPolicy } from './quality.policy.js';
import type { Language } from './reading.js';
import type { FoundTarget } from './targets.js';

/** What is to be assessed. */
export type Draft = { kind: 'LISTING'; content: ListingContent } | { kind: 'DEMAND'; content: DemandContent };

/** A record that says nearly the same, and that the asking party may know of. */
export interface Duplicate {
  id: string;
  isOwn: boolean;
  title: string;
  likeness: number;
}

/** A draft with everything that is read from it once. */
export interface Look {
  draft: Draft;
  policy: QualityPolicy;
  /** ISO day. */
  today: string;
  title: string;
  /** Abstract of a listing, content of a demand. */
  text: string;
  /** Title, text and advantage. */
  whole: string;
  language: Language;
  guide: Pick<FieldGuide, 'quantities' | 'advantage'>;
  /** Quantities of the text that stand in no structured indicator. */
  targets: readonly FoundTarget[];
  /** The nearest first. */
  duplicates: readonly Duplicate[];
}

/** What is wanting: the hint, and the part of the criterion's weight that it takes. */
export interface Finding {
  code: QualityHintCode;
  path: string;
  /** Above 0, at most 1; 1 when left out. */
  share?: number;
  text: { zh: string; en: string };
  values?: Readonly<Record<string, QualityHint['values'][string] | undefined>>;
  indicators?: Indicator[];
}

/** Nothing when the draft has what is wanted. */
export type Check = (look: Look) => Finding | undefined;
export type Checks = Readonly<Partial<Record<Criterion, Check>>>;

/** Examples are in the language of the record, whatever the language of the sentence. */
export const exampleFor = ({ language }: Look, example: Example): string => example[language];

/** “…” within a Chinese sentence. */
export const quoted = (words: readonly string[]): string => words.map((word) => `“${word}”`).join('、');
/** "…" within an English one. */
export const quotedEn = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');
