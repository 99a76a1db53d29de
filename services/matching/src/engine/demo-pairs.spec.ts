import { readFileSync } from 'node:fs';
import type { Indicator } from '@lastmile/protocol';
import { createEngine } from './engine.js';
import { createTrainedModel } from './model/trained-model.js';
import type { Entry, Kind } from './subject.js';

interface Row {
  id: string;
  title: string;
  abstract?: string;
  content?: string;
  advantage?: string;
  keywords?: string[];
  field: string;
  modes: string[];
  region: string;
  readinessLevel: number;
  indicators: Indicator[];
  price?: { amount: string };
  budget?: { max: { amount: string } };
  enterpriseSize?: string;
}

const linesOf = <T>(name: string): T[] =>
  readFileSync(new URL(`../../../../demo/data/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

const minor = (money: { amount: string }): number => Math.round(Number(money.amount) * 100);

/** As the catalogue's facts become entries. */
const entryOf = (kind: Kind, row: Row): Entry => ({
  kind,
  id: row.id,
  organisationId: row.id,
  title: row.title,
  body: [row.abstract ?? row.content, row.advantage, row.keywords?.join(' '), row.indicators.map(({ name }) => name).join(' ')]
    .filter(Boolean)
    .join('\n'),
  field: row.field,
  modes: row.modes,
  region: row.region,
  readinessLevel: row.readinessLevel,
  indicators: row.indicators,
  ...(row.price ? { price: minor(row.price) } : {}),
  ...(row.budget ? { budget: minor(row.budget.max) } : {}),
  ...(row.enterpriseSize && row.enterpriseSize !== 'LARGE' ? { smallBusiness: true } : {}),
});

const listings = linesOf<Row>('listings.jsonl').map((row) => entryOf('LISTING', row));
const demands = linesOf<Row>('demands.jsonl').map((row) => entryOf('DEMAND', row));
const meant = new Map(linesOf<{ demand: string; listings: string[] }>('expected.jsonl').map((row) => [row.demand, row.listings]));

const engine = createEngine(createTrainedModel(readFileSync(new URL('../../model/text-model.bin', import.meta.url))));
for (const entry of listings) engine.put(entry);

/** Each demand's listings, best first. */
const ranked = demands.map((demand) => ({
  id: demand.id,
  found: engine.rank(demand, { kind: 'LISTING', limit: listings.length }),
}));
const pairs = ranked.flatMap(({ id, found }) =>
  (meant.get(id) ?? []).map((listing) => ({
    rank: found.findIndex(({ entry }) => entry.id === listing),
    level: found.find(({ entry }) => entry.id === listing)?.level ?? 1,
  })),
);
const shareOf = (isWanted: (pair: (typeof pairs)[number]) => boolean): number => pairs.filter(isWanted).length / pairs.length;

describe('pairs of our own writing that are meant to fit', () => {
  it('are among the first three of their demand, nearly all', () =>
    expect(shareOf(({ rank }) => rank >= 0 && rank < 3)).toBeGreaterThanOrEqual(0.9));
  it('are fairly strong or strong, three in four', () => expect(shareOf(({ level }) => level >= 3)).toBeGreaterThanOrEqual(0.75));
  it('are most of what is proposed', () => {
    const proposed = ranked.flatMap(({ id, found }) =>
      found.filter(({ level }) => level >= 3).map(({ entry }) => ({ id, entry })),
    );
    const fitting = proposed.filter(({ id, entry }) => meant.get(id)?.includes(entry.id));
    expect(fitting.length / proposed.length).toBeGreaterThanOrEqual(0.7);
  });
});
