import fc from 'fast-check';
import { createDuplicates } from './duplicates.js';
import { likenessPolicy } from './likeness.policy.js';
import { createNearDuplicates } from './near-duplicates.js';
import type { RecordText } from './shingles.js';
import { likenessOf, shinglesOf } from './shingles.js';
import { signatureOf } from './signature.js';
import { standsBefore, withoutTwins } from './twins.js';

const record = (title: string, body = ''): RecordText => ({ title, body });
const likeness = (a: RecordText, b: RecordText): number => likenessOf(shinglesOf(a), shinglesOf(b));

const body =
  '产线换型频繁,缺陷样品稀少。本方法先用良品图像学习正常纹理,再以二三十张缺陷图微调,输出像素级位置与置信度。' +
  '在金属壳体上检出率不低于99.2%,误报率不高于1.5%,换型训练约40分钟,适合多品种、小批量的外观检查工位。';
const original = record('少量样品即可建模的表面缺陷检测', body);
const english = record(
  'Anticorrosion coating with graphene for offshore steel',
  'The coating holds two thousand hours of salt spray at half the usual thickness. It is applied by airless spraying and cures at room temperature within a day.',
);

/** A repeatable sequence of numbers below 2^32. */
const numbersFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0;
  };
};
const characters = (next: () => number, length: number): string =>
  Array.from({ length }, () => String.fromCharCode(0x4e00 + (next() % 3_000))).join('');
/** Each character is another one with a chance of `parts` in a thousand. */
const edited = (text: string, next: () => number, parts: number): string =>
  Array.from(text, (character) => (next() % 1_000 < parts ? characters(next, 1) : character)).join('');

describe('the likeness of two texts', () => {
  it.each([
    ['punctuation and spaces', record(original.title, body.replaceAll(',', '，').replaceAll('。', ' ; ').replaceAll('、', ' '))],
    ['full-width digits and signs', record(original.title, body.replaceAll('99', '９９').replaceAll('%', '％'))],
    [
      'traditional characters',
      record(
        original.title.replaceAll('检测', '檢測'),
        body.replaceAll('产线', '產線').replaceAll('样品', '樣品').replaceAll('误报', '誤報'),
      ),
    ],
    ['case', record(original.title.toUpperCase(), body)],
  ])('does not mind %s', (_, other) => {
    expect(likeness(original, other)).toBe(1);
  });
  it('hardly minds sentences in another order', () => {
    const sentences = body.split('。').filter(Boolean).reverse();
    expect(likeness(original, record(original.title, sentences.join('。')))).toBeGreaterThan(0.9);
  });
  it('goes down a little with a small edit, in both languages', () => {
    const shorter = likeness(original, record(original.title, body.replace('约40分钟', '不到一小时')));
    expect(shorter).toBeLessThan(1);
    expect(shorter).toBeGreaterThan(0.85);
    const other = likeness(english, record(english.title, english.body.replace('within a day', 'overnight')));
    expect(other).toBeLessThan(1);
    expect(other).toBeGreaterThan(0.75);
  });
  it('is near nothing between texts about different things, and nothing with an empty one', () => {
    expect(likeness(original, english)).toBe(0);
    expect(likeness(original, record('毫米波雷达睡眠监测', '用雷达采集胸壁微动,分离呼吸与心跳。'))).toBeLessThan(0.05);
    expect(likeness(original, record(''))).toBe(0);
    expect(likeness(record(''), record(''))).toBe(0);
  });
  it('knows texts of a single word or character', () => {
    expect(likeness(record('泵'), record('泵'))).toBe(1);
    expect(likeness(record('泵'), record('阀'))).toBe(0);
    expect(likeness(record('pump'), record('Pump'))).toBe(1);
  });
});

describe('signatures by place', () => {
  const text = fc.string({ minLength: 3, maxLength: 12, unit: fc.constantFrom(...'钢铝铜铁锌锡铅镍') });
  const step = fc.record({ place: fc.nat({ max: 600 }), text: fc.option(text) });
  const signed = (title: string): Uint8Array => signatureOf(shinglesOf(record(title)));

  it('hold what a map would hold, after any sequence of changes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const near = createNearDuplicates();
        const naive = new Map<number, string>();
        for (const { place, text } of steps) {
          if (text === null) near.remove(place);
          else near.put(place, signed(text));
          if (text === null) naive.delete(place);
          else naive.set(place, text);
        }
        expect(near.size()).toBe(naive.size);
        for (const [place, text] of naive) {
          const twins = [...naive].filter(([, other]) => other === text).map(([at]) => at);
          const full = near.near(signed(text), 21).map((one) => one.place);
          expect(full).toEqual(expect.arrayContaining(twins));
          for (const one of full) expect(naive.has(one)).toBe(true);
          expect(full).toContain(place);
        }
      }),
    );
  });
  it('are the same bytes in whatever order they came, and stored and loaded', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 2_000 }), { maxLength: 50 }), (places) => {
        const [forth, back] = [createNearDuplicates(), createNearDuplicates()];
        const put = (into: typeof forth) => (place: number) => into.put(place, signed(`镍${'铁钢'.repeat(place % 7)}${place}`));
        places.forEach(put(forth));
        [9_000, ...places].reverse().forEach(put(back));
        back.remove(9_000);
        expect(back.serialise()).toEqual(forth.serialise());
        expect(createNearDuplicates(forth.serialise()).serialise()).toEqual(forth.serialise());
      }),
    );
  });
  it('take some sixty bytes a record', () => {
    const near = createNearDuplicates();
    const next = numbersFrom(1);
    for (let place = 0; place < 20_000; place += 1) near.put(place, signed(characters(next, 8)));
    expect(near.bytes() / near.size()).toBeLessThan(75);
  });
});

describe('near duplicates', () => {
  const texts = new Map<string, RecordText>();
  const made = (entries: Record<string, RecordText>) => {
    texts.clear();
    const duplicates = createDuplicates((id) => texts.get(id));
    for (const [id, text] of Object.entries(entries)) {
      texts.set(id, text);
      duplicates.put(id, text);
    }
    return duplicates;
  };

  it('are found with their likeness, the nearest first, and only the accepted', () => {
    const edit = record(original.title, body.replace('约40分钟', '不到一小时'));
    const duplicates = made({ edit, original, english });
    expect(duplicates.nearest(original, { limit: 5 })).toEqual([
      { id: 'original', likeness: 1 },
      { id: 'edit', likeness: likeness(original, edit) },
    ]);
    expect(duplicates.nearest(original, { limit: 1 })).toHaveLength(1);
    const others = duplicates.nearest(original, { limit: 5, accepts: (id) => id !== 'original' });
    expect(others.map(({ id }) => id)).toEqual(['edit']);
  });
  it('follow changes and removals', () => {
    const duplicates = made({ a: original });
    duplicates.put('a', english);
    texts.set('a', english);
    expect(duplicates.nearest(original, { limit: 5 })).toEqual([]);
    expect(duplicates.nearest(english, { limit: 5 })).toEqual([{ id: 'a', likeness: 1 }]);
    duplicates.remove('a');
    expect(duplicates.nearest(english, { limit: 5 })).toEqual([]);
    expect(duplicates.size()).toBe(0);
  });
  it('are none of an empty text, which is not held', () => {
    const duplicates = made({ a: record(' 。') });
    expect(duplicates.size()).toBe(0);
    expect(duplicates.nearest(record(''), { limit: 5 })).toEqual([]);
  });
  it('have to agree in more when the texts are short', () => {
    const duplicates = made({ a: record('装配式预制混凝土楼板组合安装方法') });
    const other = record('装配式预制混凝土楼板组合');
    expect(likeness(other, texts.get('a') ?? other)).toBeGreaterThan(likenessPolicy.near.long);
    expect(duplicates.nearest(other, { limit: 5 })).toEqual([]);
  });
  it('are the same after storing and loading, and go on from there', () => {
    const duplicates = made({ a: original, b: english, c: record('泵') });
    duplicates.remove('b');
    const again = createDuplicates((id) => texts.get(id), structuredClone(duplicates.serialise()));
    expect(again.serialise()).toEqual(duplicates.serialise());
    again.put('d', english);
    texts.set('d', english);
    expect(again.nearest(english, { limit: 5 })).toEqual([{ id: 'd', likeness: 1 }]);
    expect(again.nearest(original, { limit: 5 })).toEqual([{ id: 'a', likeness: 1 }]);
  });
  it('are found nearly all: at least 97 of 100 from a likeness of 0.8 on, and none that is not there', () => {
    const next = numbersFrom(7);
    const bases = Array.from({ length: 400 }, () => record(characters(next, 14), characters(next, 120)));
    const duplicates = made(Object.fromEntries(bases.map((text, at) => [`r${at}`, text])));
    let [wanted, found] = [0, 0];
    bases.forEach((base, at) => {
      for (const parts of [10, 25, 40]) {
        const other = record(edited(base.title, next, parts), edited(base.body, next, parts));
        const exact = likeness(base, other);
        const nearest = duplicates.nearest(other, { limit: 5 });
        for (const one of nearest) expect(one).toEqual({ id: `r${at}`, likeness: exact });
        if (exact < 0.8) continue;
        wanted += 1;
        found += nearest.length;
      }
    });
    expect(wanted).toBeGreaterThan(600);
    expect(found / wanted).toBeGreaterThan(0.97);
  });
});

describe('proposals without twins', () => {
  const texts: Record<string, RecordText> = {
    a: original,
    b: record(original.title, body.replace('约40分钟', '约50分钟')),
    c: english,
    d: original,
  };
  const duplicates = createDuplicates((id) => texts[id]);
  for (const [id, text] of Object.entries(texts)) duplicates.put(id, text);
  const candidate = (id: string, organisationId = 'university') => ({ entry: { id, organisationId } });

  it('keep the best of near-equal ones of an organisation, and those of others', () => {
    const kept = withoutTwins(
      [candidate('b'), candidate('a'), candidate('c'), candidate('d', 'institute')],
      duplicates.isNearDuplicate,
    );
    expect(kept.map(({ entry }) => entry.id)).toEqual(['b', 'c', 'd']);
  });
  it('keep what is unknown', () => {
    expect(withoutTwins([candidate('x'), candidate('y')], duplicates.isNearDuplicate)).toHaveLength(2);
  });
});

describe('which of two twins stands for both towards a demand', () => {
  const standing = fc.record({
    level: fc.integer({ min: 1, max: 4 }),
    publishedAt: fc.constantFrom('2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z'),
    id: fc.constantFrom('a', 'b', 'c'),
  });
  it('is always one of them, and never a third instead of the best', () => {
    fc.assert(
      fc.property(fc.uniqueArray(standing, { selector: ({ id }) => id, minLength: 1, maxLength: 3 }), (twins) => {
        const best = twins.filter((one) => !twins.some((other) => other !== one && standsBefore(other, one)));
        expect(best).toHaveLength(1);
        expect(best[0]?.level).toBe(Math.max(...twins.map(({ level }) => level)));
      }),
    );
  });
  it('is the one that was there first when the levels are equal', () => {
    const [first, second] = ['2026-11-01', '2026-11-02'].map((publishedAt) => ({ level: 3, publishedAt, id: publishedAt }));
    expect(standsBefore(first!, second!)).toBe(true);
    expect(standsBefore({ ...second!, level: 4 }, first!)).toBe(true);
  });
});
