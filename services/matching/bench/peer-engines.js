// The engines that bench/peers.js compares. Each gets the same words of the same texts, already segmented, and answers with the numbers of texts.
// An engine: add(at, words, field), finish(), or(words), and(words), faceted(words) -> [numbers]; limit 10.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importPeer } from './peer-packages.js';

const LIMIT = 10;
const separate = (words) => words.join(' ');

const own = async () => {
  const { createHandModel } = await import('../dist/engine/model/hand-model.js');
  const { createTextIndex, frequencyOf, putEntry, search } = await import('../dist/engine/index/text-index.js');
  const { termOf, WORD } = await import('../dist/engine/text/term.js');
  const index = createTextIndex(createHandModel());
  let [count, length] = [0, 0];
  const vectorOf = (words) => {
    const counts = new Map();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    const terms = Float64Array.from(counts.keys(), (word) => termOf(WORD, word));
    const whole = Uint8Array.from(counts.values(), (count) => Math.min(31, count));
    return { terms, title: new Uint8Array(terms.length), whole, isHan: true };
  };
  const weighted = (word) => {
    const term = termOf(WORD, word);
    const holders = frequencyOf(index, 0, term);
    return { term, weight: Math.log(1 + (count - holders + 0.5) / (holders + 0.5)) };
  };
  const ask = (clauses, facets) =>
    search(index, 0, { clauses, facets, limit: LIMIT, meanLength: length / count }).hits.map(({ id }) => Number(id));
  const anyOf = (words) => [{ occur: 'should', terms: [...new Set(words)].map(weighted) }];
  return {
    add: (at, words, field) => {
      count += 1;
      length += words.length;
      putEntry(
        index,
        { kind: 'LISTING', id: `${at}`, title: '', body: words.join(''), organisationId: '', modes: [], indicators: [], field },
        vectorOf(words),
      );
    },
    finish: () => undefined,
    or: (words) => ask(anyOf(words), []),
    and: (words) =>
      ask(
        words.map((word) => ({ occur: 'must', terms: [weighted(word)] })),
        [],
      ),
    faceted: (words) => ask(anyOf(words), ['field']),
  };
};

/** The floor: BM25 over typed arrays, static, without facets, removal or records. It is also the exact ranking that recall is told against. */
const floor = async () => {
  const numbers = new Map();
  const lists = [];
  const lengths = [];
  let packed = [];
  let scores;
  const gain = (idf, count, length, mean) => (idf * 2.2 * count) / (count + 1.2 * (0.25 + (0.75 * length) / mean));
  let mean = 1;
  return {
    add: (at, words) => {
      lengths.push(words.length);
      const counts = new Map();
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
      for (const [word, count] of counts) {
        if (!numbers.has(word)) lists[numbers.set(word, numbers.size).size - 1] = [];
        lists[numbers.get(word)].push(at, count);
      }
    },
    finish: () => {
      mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
      packed = lists.map((list) => Uint32Array.from(list));
      lists.length = 0;
      scores = new Float64Array(lengths.length);
    },
    or: (words) => {
      const found = [];
      for (const word of new Set(words)) {
        const list = packed[numbers.get(word) ?? -1] ?? [];
        const idf = Math.log(1 + (lengths.length - list.length / 2 + 0.5) / (list.length / 2 + 0.5));
        for (let at = 0; at < list.length; at += 2) {
          const place = list[at];
          if (scores[place] === 0) found.push(place);
          scores[place] += gain(idf, list[at + 1], lengths[place], mean);
        }
      }
      const best = [];
      for (const place of found) {
        let at = best.length;
        while (at > 0 && scores[best[at - 1]] < scores[place]) at -= 1;
        if (at < LIMIT) best.splice(at, 0, place);
        if (best.length > LIMIT) best.pop();
      }
      const copy = [...best];
      for (const place of found) scores[place] = 0;
      return copy;
    },
  };
};

const sqlite = async () => {
  const { DatabaseSync } = await import('node:sqlite');
  const folder = mkdtempSync(join(tmpdir(), 'peer-'));
  const db = new DatabaseSync(join(folder, 'fts.db'));
  db.exec(
    "pragma journal_mode = off; pragma synchronous = off; create virtual table texts using fts5(body, content='', tokenize='unicode61'); create table facts (id integer primary key, field text); begin",
  );
  const text = db.prepare('insert into texts (rowid, body) values (?, ?)');
  const fact = db.prepare('insert into facts values (?, ?)');
  const ask = db.prepare(`select rowid from texts where texts match ? order by rank limit ${LIMIT}`);
  const count = db.prepare(
    'select field, count(*) from facts where id in (select rowid from texts where texts match ?) group by field',
  );
  const query = (words, by) => [...new Set(words)].map((word) => `"${word.replaceAll('"', '')}"`).join(by);
  const rows = (match) => ask.all(match).map(({ rowid }) => rowid - 1);
  return {
    add: (at, words, field) => {
      text.run(at + 1, separate(words));
      fact.run(at + 1, field);
    },
    finish: () => db.exec('commit'),
    or: (words) => rows(query(words, ' OR ')),
    and: (words) => rows(query(words, ' AND ')),
    faceted: (words) => {
      count.all(query(words, ' OR '));
      return rows(query(words, ' OR '));
    },
    close: () => {
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
};

const minisearch = async () => {
  const { default: MiniSearch } = await importPeer('minisearch');
  const index = new MiniSearch({
    fields: ['body'],
    storeFields: ['field'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  });
  const ask = (words, combineWith) => index.search(separate([...new Set(words)]), { combineWith });
  return {
    add: (at, words, field) => index.add({ id: at, body: separate(words), field }),
    finish: () => undefined,
    or: (words) =>
      ask(words, 'OR')
        .slice(0, LIMIT)
        .map(({ id }) => id),
    and: (words) =>
      ask(words, 'AND')
        .slice(0, LIMIT)
        .map(({ id }) => id),
    faceted: (words) => {
      const hits = ask(words, 'OR');
      const counts = {};
      for (const { field } of hits) counts[field] = (counts[field] ?? 0) + 1;
      return hits.slice(0, LIMIT).map(({ id }) => id);
    },
  };
};

/**
 * Its own tokenizer would cut Chinese at every character and leave out repetitions: it is given the words as they are. It always looks for
 * beginnings of words, so every word gets an end of its own.
 */

const orama = async () => {
  const { create, insert, search } = await importPeer('@orama/orama');
  const tokenizer = {
    language: 'english',
    normalizationCache: new Map(),
    tokenize: (text) => text.split(' ').map((word) => `${word}$`),
  };
  const index = create({ schema: { body: 'string', field: 'enum' }, components: { tokenizer } });
  const relevance = { k: 1.2, b: 0.75, d: 0.5 };
  const ask = async (words, more) => {
    const term = separate([...new Set(words)]);
    const { hits } = await search(index, { term, properties: ['body'], limit: LIMIT, tolerance: 0, relevance, ...more });
    return hits.map(({ id }) => Number(id));
  };
  return {
    add: (at, words, field) => insert(index, { id: `${at}`, body: separate(words), field }),
    finish: () => undefined,
    or: (words) => ask(words, { threshold: 1 }),
    and: (words) => ask(words, { threshold: 0 }),
    faceted: (words) => ask(words, { threshold: 1, facets: { field: {} } }),
  };
};

const lancedb = async () => {
  const lance = await importPeer('@lancedb/lancedb');
  const folder = mkdtempSync(join(tmpdir(), 'peer-'));
  const db = await lance.connect(folder);
  const rows = [];
  let table;
  const ask = async (words, operator) =>
    (
      await table
        .query()
        .fullTextSearch(new lance.MatchQuery(separate([...new Set(words)]), 'body', { operator }))
        .select(['id'])
        .limit(LIMIT)
        .toArray()
    ).map(({ id }) => Number(id));
  return {
    add: (at, words, field) => void rows.push({ id: at, body: separate(words), field }),
    finish: async () => {
      table = await db.createTable('texts', rows);
      await table.createIndex('body', {
        config: lance.Index.fts({
          baseTokenizer: 'whitespace',
          stem: false,
          removeStopWords: false,
          asciiFolding: false,
          withPosition: false,
        }),
      });
      rows.length = 0;
    },
    or: (words) => ask(words, lance.Operator.Or),
    and: (words) => ask(words, lance.Operator.And),
    close: () => rmSync(folder, { recursive: true }),
  };
};

export const engines = { own, floor, sqlite, minisearch, orama, lancedb };
