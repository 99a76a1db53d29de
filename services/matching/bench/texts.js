// Texts to measure with: made from the words of the dictionary by their frequency, the same on every machine, or read from a folder of
// JSON lines with `title` and `abstract` or `content`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dict } from '@node-rs/jieba/dict.js';

/** mulberry32 */
const randomFrom = (seed) => () => {
  seed = (seed + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};

/** The most frequent nouns and verbs of two to four characters. */
const readWords = () =>
  Buffer.from(dict)
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim().split(' '))
    .filter(([word, , kind = '']) => word && word.length > 1 && word.length < 5 && /^(n|v|vn|l)$/.test(kind))
    .sort((a, b) => Number(b[1]) - Number(a[1]))
    .slice(0, 8_000)
    .map(([word]) => word);

const TOPICS = 400;
const WORDS_OF_A_TOPIC = 120;

/** A text is about one topic: most of its words are the topic's, the frequent ones more often; the others are any. */
export const madeTexts = (count, { titleWords = 6, bodyWords = 80, seed = 1 } = {}) => {
  const words = readWords();
  const fixed = randomFrom(7);
  const topics = Array.from({ length: TOPICS }, () =>
    Array.from({ length: WORDS_OF_A_TOPIC }, () => words[Math.floor(fixed() ** 2 * words.length)]),
  );
  const random = randomFrom(seed);
  const draw = (from) => from[Math.floor(random() ** 2 * from.length)];
  const text = (topic, length) =>
    Array.from({ length: Math.ceil(length * (0.5 + random())) }, () => draw(random() < 0.8 ? topic : words)).join('');
  return Array.from({ length: count }, () => {
    const topic = topics[Math.floor(random() * TOPICS)];
    return { title: text(topic, titleWords), body: text(topic, bodyWords) };
  });
};

export const readTexts = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
    .map((line) => JSON.parse(line))
    .map(({ title, abstract, content }) => ({ title, body: abstract ?? content ?? '' }))
    .filter(({ title }) => title);

export const quantile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(3));
};

export const print = (line) => console.log(JSON.stringify(line));
