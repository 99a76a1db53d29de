// One engine of bench/peers.js in this process: built, asked, and its answers held against exact ones.
import { formulas, readPostings, recall10 } from './exact-bm25.js';
import { jieba, learntTexts, randomFrom } from './learnt-texts.js';
import { engines } from './peer-engines.js';
import { quantile } from './texts.js';

/** Kinds of questions, and which of an engine's answers each wants. */
const kinds = { or: 'or', and: 'and', faceted: 'faceted', long: 'or' };
export const exactKinds = Object.keys(kinds);
const fields = ['A', 'B', 'C', 'D', 'E'];
/** So many texts are drawn from for questions; so many questions come before the measured ones. */
const DRAWN = 2_000;
const WARM = 60;
/** All questions are asked so many times; the least time of each counts, because the machine does other things too. */
const PASSES = 3;

/** Words that every engine takes as they are. */
const wordsOf = ({ title, body }) =>
  jieba
    .cut(`${title} ${body}`, false)
    .filter((word) => /^[\p{L}\p{N}]+$/u.test(word))
    .map((word) => word.toLowerCase());

function* wordsOfTexts(count, { folder, seed }) {
  for (const text of learntTexts(count, { folder, seed })) yield wordsOf(text);
}

const questionsFrom = ({ size, folder, questions }) => {
  const texts = [...wordsOfTexts(Math.min(size, DRAWN), { folder, seed: 1 })].filter((words) => words.length > 0);
  const random = randomFrom(5);
  const draw = (from) => from[Math.floor(random() * from.length)];
  const short = (count) =>
    Array.from({ length: count }, (_, at) => {
      const words = draw(texts);
      return Array.from({ length: 2 + (at % 3) }, () => draw(words));
    });
  const long = (count, seed) => [...wordsOfTexts(count, { folder, seed })];
  const [warm, asked] = [short(WARM), short(questions)];
  const [warmLong, askedLong] = [long(5, 98), long(Math.ceil(questions / 4), 99)];
  return {
    or: { warm, asked },
    and: { warm, asked },
    faceted: { warm, asked },
    long: { warm: warmLong, asked: askedLong },
  };
};

const memory = () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { own: heapUsed + external, rss };
};
/** The memory of these is not the process's own heap: what the process grew by is all that can be told, and of files nothing. */
const outside = ['sqlite', 'lancedb'];

const buildFrom = async (name, { size, folder }) => {
  const before = memory();
  const start = performance.now();
  const engine = await engines[name]();
  const startMs = Math.round(performance.now() - start);
  let spent = 0;
  let at = 0;
  for (const words of wordsOfTexts(size, { folder, seed: 1 })) {
    const adding = performance.now();
    await engine.add(at, words, fields[at % fields.length]);
    spent += performance.now() - adding;
    at += 1;
  }
  const finishing = performance.now();
  await engine.finish();
  spent += performance.now() - finishing;
  const after = memory();
  const heapMb = outside.includes(name) ? null : Math.round((after.own - before.own) / 1e6);
  const rssMb = Math.max(0, Math.round((after.rss - before.rss) / 1e6)) || null;
  return { engine, line: { startMs, buildPerSecond: Math.round((1000 * size) / spent), heapMb, rssMb } };
};

const askAll = async (ask, { warm, asked }) => {
  for (const words of warm) await ask(words);
  const times = asked.map(() => Number.POSITIVE_INFINITY);
  const found = [];
  for (let pass = 0; pass < PASSES; pass += 1)
    for (const [at, words] of asked.entries()) {
      const start = performance.now();
      found[at] = await ask(words);
      times[at] = Math.min(times[at], performance.now() - start);
    }
  return { found, figures: { p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) } };
};

export const measure = async (name, given) => {
  const questions = questionsFrom(given);
  const { engine, line } = await buildFrom(name, given);
  const found = {};
  for (const [kind, how] of Object.entries(kinds)) {
    if (!engine[how]) continue;
    const answers = await askAll(engine[how], questions[kind]);
    line[kind] = answers.figures;
    found[kind] = answers.found;
  }
  engine.close?.();
  const { or, long } = questions;
  const postings = readPostings(wordsOfTexts(given.size, { folder: given.folder, seed: 1 }), [...or.asked, ...long.asked]);
  const formula = formulas[name];
  return {
    ...line,
    recall10: recall10(postings, or.asked, { found: found.or, formula }),
    recall10Long: recall10(postings, long.asked, { found: found.long, formula }),
  };
};
