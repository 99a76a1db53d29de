import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('..', import.meta.url));
const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const topics = [
  ['锂电池隔膜涂覆', '动力电池热管理', '电池回收拆解设备'],
  ['污水膜生物处理', '印染废水脱色', '污泥干化装置'],
  ['果园采摘机器人', '温室灌溉控制', '玉米播种机'],
];
const texts = topics.flatMap((topic, at) =>
  topic.flatMap((title, number) =>
    [1, 2, 3, 4].map((copy) => ({ id: `a${at}${number}${copy}`, topic: at, title: `${title}技术${copy}` })),
  ),
);
const wishes = topics.flatMap((topic, at) =>
  topic.map((title, number) => ({
    id: `d${at}${number}`,
    topic: at,
    title: `需要${title}`,
    content: `企业需要${topic.join('、')}。`,
  })),
);
const levelOf = (listing: (typeof texts)[number], wish: (typeof wishes)[number]): number => {
  if (wish.title.includes(listing.title.slice(0, 4))) return 4;
  return listing.topic === wish.topic ? 3 : listing.topic === wish.topic + 1 ? 2 : 1;
};
const pairs = wishes.flatMap((wish) =>
  texts.map((listing) => ({ aid: listing.id, rid: wish.id, level: levelOf(listing, wish) })),
);

const folder = mkdtempSync(join(tmpdir(), 'text-model-'));
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  execFileSync('npm', ['run', 'build', '--silent'], { cwd: workspace });
  mkdirSync(at('matching'));
  mkdirSync(at('catalogue'));
  writeFileSync(at('matching/achievements.jsonl'), lines(texts.map(({ id, title }) => ({ id, title_joined: title }))));
  writeFileSync(at('matching/demands.jsonl'), lines(wishes));
  writeFileSync(at('matching/pairs.dev.jsonl'), lines(pairs));
  writeFileSync(
    at('catalogue/texts.jsonl'),
    lines(texts.map(({ id, title }) => ({ id: `c${id}`, title, abstract: `${title}的研究。` }))),
  );
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const train = (out: string): void => {
  const options = ['--data', folder, '--date', '2026-01-31', '--dimensions', '8', '--out', at(out)];
  execFileSync(process.execPath, ['train/train.js', ...options], { cwd: workspace });
};
const score = (pairsFile: string, model: string) => {
  const files = ['--achievements', at('matching/achievements.jsonl'), '--demands', at('matching/demands.jsonl')];
  return spawnSync(process.execPath, ['bench/score.js', ...files, '--pairs', at(pairsFile), '--model', model], {
    cwd: workspace,
    encoding: 'utf8',
  });
};

describe('training and scoring', () => {
  it('makes the same bytes of the same data, and scores by them', () => {
    train('one.bin');
    train('two.bin');
    expect(readFileSync(at('one.bin')).equals(readFileSync(at('two.bin')))).toBe(true);
    const { status, stdout, stderr } = score('matching/pairs.dev.jsonl', at('one.bin'));
    expect([status, stderr]).toEqual([0, '']);
    const rated = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { aid: string; rid: string; score: number; level: number });
    expect(rated.map(({ aid, rid }) => ({ aid, rid }))).toEqual(pairs.map(({ aid, rid }) => ({ aid, rid })));
    const mean = (level: number): number => {
      const scores = rated.filter((_, place) => pairs[place]?.level === level).map((one) => one.score);
      return scores.reduce((sum, one) => sum + one, 0) / scores.length;
    };
    expect(mean(4)).toBeGreaterThan(mean(3));
    expect(mean(3)).toBeGreaterThan(mean(1));
  }, 60_000);
  it('gives 0 and level 1 to a pair with an unknown side, and says so', () => {
    writeFileSync(at('unknown.jsonl'), lines([{ aid: 'nobody', rid: 'd00' }]));
    const { status, stdout, stderr } = score('unknown.jsonl', 'hand');
    expect([status, JSON.parse(stdout)]).toEqual([0, { aid: 'nobody', rid: 'd00', score: 0, level: 1 }]);
    expect(stderr).toContain('nobody');
  }, 60_000);
  it('refuses a line that is none with its number, and a file that is not there', () => {
    writeFileSync(at('bad.jsonl'), '{"aid":"a001","rid":"d00"}\n\nnothing\n');
    for (const [file, reason] of [
      ['bad.jsonl', 'bad.jsonl:3: no JSON'],
      ['missing.jsonl', 'missing.jsonl'],
    ] as const) {
      const { status, stdout, stderr } = score(file, 'hand');
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain(reason);
    }
  }, 60_000);
});
