import { dict } from '@node-rs/jieba/dict.js';
import { normalise } from '../normalise.js';
import { commonWords } from '../stop-words.js';
import type { Term, TermKind } from '../text/term.js';
import { BIGRAM, CONCEPT, GLOSS, kindOf, LATIN, NUMBER, termOf, WORD } from '../text/term.js';
import { vectorOf } from '../text/text-vector.js';
import { normsOf } from './norms.js';
import type { TermTable } from './term-table.js';
import { createTermTable } from './term-table.js';
import type { ByGroup, PairFeatures, TextFit, TextModel } from './text-model.js';
import { CHARACTERS, WORDS } from './text-model.js';

/** Weight of a kind beside a bigram; by hand. */
const kindWeights: Record<TermKind, number> = {
  [BIGRAM]: 1,
  [WORD]: 1,
  [LATIN]: 1.4,
  [NUMBER]: 0.5,
  [CONCEPT]: 1.2,
  [GLOSS]: 1.4,
};

/** Rarity of what no dictionary lists. */
const UNKNOWN = 7;
const COMMON = 0.35;

/** Occurrences in the general texts that the dictionary was counted on, made comparable with the rarity ln(texts / texts with the term). */
const rarityOf = (frequency: number, total: number): number =>
  Math.min(UNKNOWN, Math.max(1, 0.55 * Math.log(total / (frequency + 3)) - 1));

/** How often the dictionary's words, and the pairs of characters within them, occur. */
const readFrequencies = (): { table: TermTable; total: number } => {
  const table = createTermTable(700_000);
  let total = 0;
  const add = (term: Term, frequency: number): void => table.set(term, (table.get(term) ?? 0) + frequency);
  for (const line of Buffer.from(dict).toString('utf8').split('\n')) {
    const [word = '', count = '0'] = line.split(' ');
    const frequency = Number(count);
    if (word.length < 2 || !(frequency > 0)) continue;
    total += frequency;
    add(termOf(WORD, word), frequency);
    for (let at = 0; at + 1 < word.length; at += 1) add(termOf(BIGRAM, word.slice(at, at + 2)), frequency);
  }
  return { table, total };
};

const commonTerms = (): ReadonlySet<Term> =>
  new Set(commonWords.flatMap((word) => [...vectorOf({ title: normalise(word), body: '' }).terms]));

/** A square root lifts the small cosines of short texts; 1 stays 1. */
const lifted = (cosine: number): number => Math.sqrt(Math.min(1, Math.max(0, cosine)));
const mean = ([characters, words, across]: ByGroup): number => lifted(0.6 * characters + 0.4 * words + across);

const TITLE_PART = 0.4;

const textFit = ({ title: titles, whole: wholes }: PairFeatures): TextFit => {
  const [title, body] = [mean(titles), mean(wholes)];
  const parts = { title: TITLE_PART * title, body: (1 - TITLE_PART) * body, related: 0 };
  return { score: parts.title + parts.body, title, body, related: 0, parts };
};

/** Weights by hand, rarities from the dictionary's frequencies: what the engine uses without a trained model. */
export const createHandModel = (): TextModel => {
  const { table, total } = readFrequencies();
  const common = commonTerms();
  const groupOf = (term: Term): number | undefined => {
    const kind = kindOf(term);
    return kind === GLOSS ? undefined : kind === BIGRAM || kind === NUMBER ? CHARACTERS : WORDS;
  };
  const weightOf = (term: Term): number => {
    const kind = kindOf(term);
    const isListed = kind === BIGRAM || kind === WORD;
    const rarity = isListed ? rarityOf(table.get(term) ?? 0, total) : UNKNOWN - 1;
    return kindWeights[kind] * rarity * (common.has(term) ? COMMON : 1);
  };
  return {
    version: 'hand-1',
    groupOf,
    weightOf,
    normsOf: (vector) => normsOf({ groupOf, weightOf }, vector),
    dimensions: 0,
    embed: () => new Int8Array(0),
    preselection: { title: [0.25, 0.15, 0.4], whole: [0.35, 0.25, 0.6] },
    textWeights: { title: TITLE_PART, body: 1 - TITLE_PART, related: 0 },
    textFit,
  };
};
