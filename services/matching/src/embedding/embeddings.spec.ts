import { createCircuit } from './circuit.js';
import { EmbeddingFailure } from './embedding-provider.js';
import type { EmbeddingProvider } from './embedding-provider.js';
import { embeddingTextOf } from './embedding-text.js';
import { createEmbeddings } from './embeddings.js';
import { vectorCache } from './vector-cache.js';

describe('what is sent of a record', () => {
  const sent = (body: string, more: { classified?: boolean } = {}): string | undefined =>
    embeddingTextOf({ title: '轴承淬火', body, ...more });

  it('is its title and text', () => expect(sent('硬度 58HRC，1380 件')).toBe('轴承淬火\n硬度 58HRC，1380 件'));
  it('is nothing of a classified one', () => expect(sent('硬度', { classified: true })).toBeUndefined());
  it.each([
    '王工 13812345678',
    '+86 138-1234-5678',
    '0755-12345678',
    'li.na@example.com',
    '110101199003071234',
    'https://example.com/me',
    '微信：abc_123',
    '联系人：李娜',
  ])('has no contacts: %s', (contact) => {
    const text = sent(`可洽谈，${contact}，欢迎`) ?? '';
    expect(text).toMatch(/可洽谈.*欢迎/);
    expect(text).not.toMatch(/\d{4}|example|abc_123|李娜/);
  });
  it('is cut', () => expect(sent('长'.repeat(5_000))?.length).toBe(2_000));
});

describe('the cache of vectors', () => {
  it('keeps what was asked for last, within its bound', () => {
    const cache = vectorCache(3 * (4 * 4 + 200));
    const vector = Float32Array.of(1, 2, 3, 4);
    for (const text of ['a', 'b', 'c']) cache.set(text, vector);
    cache.get('a');
    cache.set('d', vector);
    cache.set('d', vector);
    expect(['a', 'b', 'c', 'd'].filter((text) => cache.get(text))).toEqual(['a', 'c', 'd']);
    expect(cache.bytes).toBe(3 * 216);
  });
});

describe('a circuit', () => {
  it('opens after failures in a row, and lets one through after a rest', () => {
    let now = 0;
    const circuit = createCircuit({ failures: 2, restMs: 100, clock: () => now });
    circuit.failed();
    circuit.succeeded();
    circuit.failed();
    expect([circuit.enter(), circuit.isOpen]).toEqual([true, false]);
    circuit.failed();
    expect([circuit.enter(), circuit.isOpen]).toEqual([false, true]);
    now = 100;
    expect([circuit.enter(), circuit.enter()]).toEqual([true, false]);
    circuit.failed();
    now = 199;
    expect(circuit.enter()).toBe(false);
    now = 200;
    expect(circuit.enter()).toBe(true);
    circuit.succeeded();
    expect([circuit.enter(), circuit.enter(), circuit.isOpen]).toEqual([true, true, false]);
  });
});

describe('embeddings', () => {
  const setUp = (embed: (texts: readonly string[], signal: AbortSignal) => Promise<Float32Array[]>, deadlineMs = 4_000) => {
    const asked: string[][] = [];
    const said: string[] = [];
    let now = 0;
    const provider: EmbeddingProvider = {
      name: 'small',
      embed: (texts, signal) => {
        asked.push([...texts]);
        return embed(texts, signal);
      },
    };
    const logger = { warn: () => said.push('warn'), info: () => said.push('info') };
    const embeddings = createEmbeddings({ provider, logger, deadlineMs, failures: 2, restMs: 1_000, clock: () => now });
    return { embeddings, asked, said, wait: (milliseconds: number) => (now += milliseconds) };
  };
  const lengths = async (texts: readonly string[]): Promise<Float32Array[]> => texts.map((text) => Float32Array.of(text.length));

  it('are asked for once, each in its place', async () => {
    const { embeddings, asked } = setUp(lengths);
    expect(await embeddings.vectorsOf(['a', 'bb', 'a'])).toEqual([1, 2, 1].map((length) => Float32Array.of(length)));
    expect(await embeddings.vectorsOf(['ccc', 'bb'])).toEqual([3, 2].map((length) => Float32Array.of(length)));
    expect(await embeddings.vectorsOf(['a'])).toEqual([Float32Array.of(1)]);
    expect(asked).toEqual([['a', 'bb'], ['ccc']]);
  });

  it('are done without while they fail: said once, tried again after a rest, never down', async () => {
    let works = false;
    const fail = (): Promise<never> => Promise.reject(new EmbeddingFailure('UNAVAILABLE', 'status 503'));
    const { embeddings, asked, said, wait } = setUp((texts) => (works ? lengths(texts) : fail()));
    for (const text of ['a', 'b', 'c', 'd']) expect(await embeddings.vectorsOf([text])).toBeUndefined();
    expect([asked.length, said]).toEqual([2, ['warn']]);
    expect(await embeddings.check.check()).toEqual({
      status: 'up',
      detail: { model: 'small', working: false, reason: 'UNAVAILABLE', isResting: true },
    });
    wait(1_000);
    works = true;
    expect(await embeddings.vectorsOf(['e'])).toEqual([Float32Array.of(1)]);
    expect([asked.length, said]).toEqual([3, ['warn', 'info']]);
    expect(await embeddings.check.check()).toEqual({ status: 'up', detail: { model: 'small', working: true, isResting: false } });
  });

  it('that do not come in time, or when the service ends, are done without', async () => {
    const never = (_: readonly string[], signal: AbortSignal): Promise<never> =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    expect(await setUp(never, 5).embeddings.vectorsOf(['a'])).toBeUndefined();
    const { embeddings } = setUp(never);
    const asking = embeddings.vectorsOf(['a']);
    embeddings.close();
    expect(await asking).toBeUndefined();
  });

  it('hide no fault of the code', async () => {
    const { embeddings } = setUp(() => Promise.reject(new TypeError('bug')));
    await expect(embeddings.vectorsOf(['a'])).rejects.toThrow('bug');
  });
});
