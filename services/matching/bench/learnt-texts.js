// Texts made after real ones: each word follows a word that it followed there, so that words, pairs of words and lengths are as frequent as in the
// files given. Nothing of the files is kept. Without files the words of the dictionary are used, see texts.js.
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { madeTexts, readTexts } from './texts.js';

export const jieba = Jieba.withDict(dict);

/** mulberry32 */
export const randomFrom = (seed) => () => {
  seed = (seed + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};

const learn = (texts) => {
  const numbers = new Map();
  const words = [];
  const number = (word) => {
    if (!numbers.has(word)) numbers.set(word, words.push(word) - 1);
    return numbers.get(word);
  };
  const next = [];
  const starts = [];
  const lengths = { title: [], body: [] };
  const read = (text, kind) => {
    const cut = jieba.cut(text, false).map(number);
    if (cut.length === 0) return;
    starts.push(cut[0]);
    lengths[kind].push(cut.length);
    for (let at = 1; at < cut.length; at += 1) (next[cut[at - 1]] ??= []).push(cut[at]);
  };
  for (const { title, body } of texts) {
    read(title, 'title');
    if (body) read(body, 'body');
  }
  return { words, next, starts, lengths };
};

/** One text after the other, the same for the same seed. */
export function* learntTexts(count, { folder, seed = 1 } = {}) {
  if (!folder) {
    for (let at = 0; at < count; at += 20_000)
      yield* madeTexts(Math.min(20_000, count - at), { seed: seed * 1000 + at, bodyWords: 120 });
    return;
  }
  const { words, next, starts, lengths } = learn(readTexts(folder));
  const random = randomFrom(seed);
  const draw = (from) => from[Math.floor(random() * from.length)];
  const walk = (length) => {
    let word = draw(starts);
    let text = '';
    for (let at = 0; at < length; at += 1) {
      text += words[word];
      // now and then a new thread begins, so that no long stretch is copied
      word = random() < 0.15 ? draw(starts) : draw(next[word] ?? starts);
    }
    return text;
  };
  for (let at = 0; at < count; at += 1) yield { title: walk(draw(lengths.title)), body: walk(draw(lengths.body)) };
}

/** `--name value` of the command line, with defaults. */
export const options = (defaults) => {
  const given = { ...defaults };
  const args = process.argv.slice(2);
  for (let at = 0; at < args.length; at += 2) given[args[at].replace(/^--/, '')] = args[at + 1];
  return given;
};

export const timed = (run) => {
  const start = performance.now();
  const result = run();
  return { result, ms: performance.now() - start };
};
