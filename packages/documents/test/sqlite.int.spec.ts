import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { temporaryDirectory } from '@lastmile/testing';
import type { TemporaryDirectory } from '@lastmile/testing';
import { DocumentsUnavailable, UniqueViolation, defineCollection, openDocuments, replaceIn } from '../src/index.js';
import type { Document } from '../src/index.js';
import { offersDefinition } from './offers.js';

interface Counter extends Document {
  count: number;
}

const counters = defineCollection<Counter>({ name: 'counters', version: 1, indexes: [{ name: 'by-mark', fields: ['marks'] }] });

describe('a SQLite store', () => {
  let directory: TemporaryDirectory;
  let file: string;
  beforeEach(() => {
    directory = temporaryDirectory();
    file = `${directory.path}/read.db`;
  });
  afterEach(() => directory.remove());

  const counterAt = (n: number, position: number): number | undefined => {
    const last = position - ((((position - n) % 7) + 7) % 7);
    return last < 0 || last % 10 === 9 ? undefined : last;
  };

  const demandAgreement = async (acknowledged: number): Promise<number> => {
    const documents = await openDocuments(`sqlite:${file}`);
    await documents.ensure([counters]);
    const found = documents.collection(counters);
    const position = (await documents.checkpoint('feed')) ?? -1;
    expect(position).toBeGreaterThanOrEqual(acknowledged);
    expect((await found.get('total'))?.count).toBe(position);
    for (let n = 0; n < 7; n += 1) {
      const expected = counterAt(n, position);
      expect((await found.get(`c${n}`))?.count).toBe(expected);
      const marked = await found.find({ where: { marks: { contains: `m${expected}` } }, limit: 2 });
      expect(marked.items.map(({ id }) => id)).toEqual(expected === undefined ? [] : [`c${n}`]);
    }
    await documents.close();
    return position;
  };

  it('keeps documents and checkpoint in step when the writer is killed at any instant', async () => {
    let reached = -1;
    for (let round = 1; round <= 12; round += 1) {
      const child = spawn(process.execPath, [fileURLToPath(new URL('./crash-writer.mjs', import.meta.url)), file], {
        env: { ...process.env, NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let text = '';
      const target = reached + 1 + round * 9;
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
        if (Number(text.trim().split('\n').at(-1)) >= target) child.kill('SIGKILL');
      });
      const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
      expect([code, signal]).toEqual([null, 'SIGKILL']);
      const lines = text.slice(0, text.lastIndexOf('\n')).split('\n');
      reached = await demandAgreement(Number(lines.at(-1)));
    }
    expect(reached).toBeGreaterThan(600);
  });

  it('applies all or nothing', async () => {
    const documents = await openDocuments(`sqlite:${file}`);
    const definition = offersDefinition();
    await documents.ensure([definition]);
    const writes = ['a', 'b'].map((id) => replaceIn(definition, { id, revision: 1, code: 'k' }));
    await expect(documents.apply(writes, { name: 'feed', position: 1 })).rejects.toThrow(UniqueViolation);
    expect(await documents.collection(definition).count()).toBe(0);
    expect(await documents.checkpoint('feed')).toBeUndefined();
    await documents.close();
  });

  it('is the same after reopening, and leaves one file behind', async () => {
    const first = await openDocuments(`sqlite:${file}`);
    await first.ensure([counters]);
    await first.apply([replaceIn(counters, { id: 'a', revision: 4, count: 1 })], { name: 'feed', position: 9 });
    await first.close();
    await first.close();
    expect(readdirSync(directory.path)).toEqual(['read.db']);
    const second = await openDocuments(`sqlite:${file}`);
    await second.ensure([counters]);
    expect(await second.collection(counters).get('a')).toEqual({ id: 'a', revision: 4, count: 1 });
    expect(await second.collection(counters).replace({ id: 'a', revision: 3, count: 0 })).toBe(false);
    expect(await second.checkpoint('feed')).toBe(9);
    await second.close();
  });

  it('orders strings by code point', async () => {
    const documents = await openDocuments(`sqlite:${file}`);
    const definition = offersDefinition();
    await documents.ensure([definition]);
    const offers = documents.collection(definition);
    const words = ['\u{1F600}', '\uFFFD', '中', 'z', 'Z', 'é', ''];
    for (const [at, status] of words.entries()) await offers.replace({ id: `i${at}`, revision: 1, status });
    const { items } = await offers.find({ sort: [{ path: 'status', direction: 'asc' }], limit: 10 });
    expect(items.map(({ status }) => status)).toEqual(['', 'Z', 'z', 'é', '中', '\uFFFD', '\u{1F600}']);
    await documents.close();
  });

  it('says that it is unavailable when it is closed, locked for too long, or no database', async () => {
    const documents = await openDocuments(`sqlite:${file}`, { deadlineMs: 50 });
    await documents.ensure([counters]);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const write = () => documents.collection(counters).replace({ id: 'a', revision: 1, count: 1 });
    await expect(write()).rejects.toThrow(DocumentsUnavailable);
    other.exec('ROLLBACK');
    other.close();
    expect(await write()).toBe(true);
    await documents.close();
    await expect(write()).rejects.toThrow(DocumentsUnavailable);
    await expect(documents.ping()).rejects.toThrow(DocumentsUnavailable);
    writeFileSync(`${directory.path}/no.db`, 'x'.repeat(5_000));
    await expect(openDocuments(`sqlite:${directory.path}/no.db`)).rejects.toThrow(DocumentsUnavailable);
  });
});
