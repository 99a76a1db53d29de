import { glossary } from '../engine/glossary.js';
import type { Form } from '../engine/glossary.js';
import { segment } from '../engine/segment.js';
import type { Token } from '../engine/segment.js';
import { stem } from '../engine/stem.js';
import type { Wanted } from './query.js';

/** A word of the query that is looked for by itself. */
export interface Unit {
  script: Token['script'];
  text: string;
  /** Still being typed. */
  isOpen: boolean;
  /** Of a phrase: no other word will do. */
  isExact: boolean;
  /** What it means alone or with its neighbours, from the glossary. */
  concepts: readonly string[];
  /** Characters that stand before and behind it in its run. */
  before: string;
  after: string;
}

/** Words that follow each other without a gap. */
export interface Run {
  text: string;
  units: readonly Unit[];
}

interface Span {
  start: number;
  end: number;
  concept: string;
}

const hanSpans = (text: string): Span[] =>
  Array.from({ length: text.length }, (_, start) => start).flatMap((start) =>
    (glossary.han.get(text.charCodeAt(start)) ?? [])
      .filter((form) => text.startsWith(form.text, start))
      .map((form) => ({ start, end: start + form.text.length, concept: form.concept })),
  );

const isThere = ({ parts }: Form, tokens: readonly Token[], at: number): boolean =>
  parts.every((part, offset) => stem(tokens[at + offset]?.text ?? '') === part);

const latinSpans = (tokens: readonly Token[]): Span[] =>
  tokens.flatMap(({ text, start }, at) =>
    (glossary.latin.get(stem(text)) ?? [])
      .filter((form) => isThere(form, tokens, at))
      .map(({ parts, concept }) => {
        const last = tokens[at + parts.length - 1];
        return { start, end: last ? last.start + last.text.length : start, concept };
      }),
  );

/** Runs of Chinese words end at every gap and function word; words of other scripts are runs of their own. */
const runsOf = (tokens: readonly Token[]): Token[][] => {
  const runs: Token[][] = [];
  let end = -1;
  for (const token of tokens) {
    if (token.isStop) continue;
    const isNext = token.script === 'han' && runs.at(-1)?.at(-1)?.script === 'han' && token.start === end;
    if (isNext) runs.at(-1)?.push(token);
    else runs.push([token]);
    end = token.start + token.text.length;
  }
  return runs;
};

const endOf = ({ start, text }: Token): number => start + text.length;

const LONGEST_WORD = 8;

/** The cutter knows fewer words than the dictionaries: what it left as single characters is joined to the longest word with them. */
const joined = (tokens: readonly Token[], isWord: (text: string) => boolean): Token[] => {
  const [first] = tokens;
  if (!first) return [];
  for (let count = tokens.length; count > 1; count -= 1) {
    const parts = tokens.slice(0, count);
    const text = parts.map((part) => part.text).join('');
    const isCandidate = text.length <= LONGEST_WORD && parts.some((part) => part.text.length === 1);
    if (isCandidate && isWord(text)) return [{ ...first, text }, ...joined(tokens.slice(count), isWord)];
  }
  return [first, ...joined(tokens.slice(1), isWord)];
};

interface Options {
  isWord(text: string): boolean;
  concepts(token: Token): readonly string[];
}

const readOne = ({ text, isPhrase, isOpen }: Wanted, { isWord, concepts }: Options): Run[] =>
  runsOf(segment(text))
    .map((tokens) => joined(tokens, isWord))
    .map((tokens) => ({
      text: tokens.map((token) => token.text).join(''),
      units: tokens.map((token, at) => ({
        script: token.script,
        text: token.text,
        isOpen: isOpen && endOf(token) === text.length,
        isExact: isPhrase,
        concepts: isPhrase ? [] : concepts(token),
        before: tokens[at - 1]?.text.at(-1) ?? '',
        after: tokens[at + 1]?.text[0] ?? '',
      })),
    }));

/**
 * The runs of words that a query wants. A word has the concepts whose form covers it: 锂离子 and 电池 both have the one of 锂离子电池, so has
 * each word of `lithium ion battery`, which may stand apart in the query.
 */
export const readUnits = (wanted: readonly Wanted[], isWord: (text: string) => boolean): Run[] => {
  let offset = 0;
  const latin: Token[] = [];
  for (const { text, isPhrase } of wanted) {
    if (!isPhrase) latin.push(...segment(text).map((token) => ({ ...token, start: token.start + offset })));
    offset += text.length + 1;
  }
  const across = latinSpans(latin.filter(({ script }) => script === 'latin'));
  let begin = 0;
  return wanted.flatMap((one) => {
    const spans = [
      ...hanSpans(one.text).map((span) => ({ ...span, start: span.start + begin, end: span.end + begin })),
      ...across,
    ];
    const at = begin;
    begin += one.text.length + 1;
    const concepts = (token: Token): string[] => {
      const [start, end] = [token.start + at, endOf(token) + at];
      return [...new Set(spans.filter((span) => span.start <= start && end <= span.end).map(({ concept }) => concept))];
    };
    return readOne(one, { isWord, concepts });
  });
};
