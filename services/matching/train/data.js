// Reads the folder that training and measuring are given: `matching/` (demands, achievements, judged pairs) and `catalogue/` (texts alone).
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rows of a file of JSON lines; a line that is none is told with its number. */
export const readLines = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (!line.trim()) return [];
      try {
        return [JSON.parse(line)];
      } catch {
        throw new Error(`${path}:${at + 1}: no JSON`);
      }
    });

export const textOf = (row) => ({
  title: row.title ?? row.title_raw ?? row.title_joined ?? (row.title_tokens ?? '').replaceAll(' ', ''),
  body: row.abstract ?? row.content ?? row.text ?? row.body ?? '',
});

const described = (folder, name, rows) => ({
  name,
  rows: rows.length,
  sha256: createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex'),
});

const withTexts = (rows) => rows.map((row) => ({ id: row.id, ...textOf(row), labelled: row.labelled === true }));

/** Everything of the folder, with what each file was. */
export const readData = (folder) => {
  const files = [];
  const read = (name) => {
    const rows = readLines(join(folder, name));
    files.push(described(folder, name, rows));
    return rows;
  };
  const achievements = withTexts(read('matching/achievements.jsonl'));
  const demands = withTexts(read('matching/demands.jsonl'));
  const pairs = read('matching/pairs.dev.jsonl').map(({ aid, rid, level }) => ({ aid, rid, level }));
  const catalogue = existsSync(join(folder, 'catalogue'))
    ? readdirSync(join(folder, 'catalogue')).filter((name) => name.endsWith('.jsonl'))
    : [];
  const texts = catalogue.sort().flatMap((name) => withTexts(read(`catalogue/${name}`)));
  return { achievements, demands, pairs, texts, files };
};
