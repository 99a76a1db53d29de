import fc from 'fast-check';
import { createLexicon } from './lexicon.js';
import { bigramFilter, distanceOf } from './nearness.js';
import { createReadings } from './readings.js';
import { createWordList } from './word-list.js';
import { createWords } from './words.js';

const readings = createReadings([
  { simplified: '锂电池', pinyin: 'li3 dian4 chi2' },
  { simplified: '电池', pinyin: 'dian4 chi2' },
  { simplified: '电气', pinyin: 'dian4 qi4' },
  { simplified: '绿色', pinyin: 'lu:4 se4' },
  { simplified: '银行', pinyin: 'yin2 hang2' },
  { simplified: '行走', pinyin: 'xing2 zou3' },
  { simplified: '步行', pinyin: 'bu4 xing2' },
]);
const list = createWordList(['锂电池', '电池', '电气', '绿色', '银行', '行走', '步行', '电池'], readings);

describe('readings', () => {
  it.each([
    ['锂电池', ['li', 'dian', 'chi']],
    ['绿色', ['lv', 'se']],
    ['银行', ['yin', 'hang']],
    ['行走', ['xing', 'zou']],
    ['电行', ['dian', 'xing']],
  ])('%s is %s', (word, syllables) => expect(readings.of(word)).toEqual(syllables));
  it('are unknown where a character is', () => expect(readings.of('锂龘')).toBeUndefined());
});

describe('a list of words', () => {
  it('holds each once', () => {
    expect(list.size).toBe(7);
    expect(list.has('电池')).toBe(true);
    expect(list.has('电')).toBe(false);
  });
  it('finds by prefix, by initials and by length', () => {
    expect([...list.startingWith('电')]).toEqual(['电气', '电池'].sort());
    expect([...list.withInitials('ldc')]).toEqual(['锂电池']);
    expect([...list.withInitials('d')].sort()).toEqual(['电气', '电池'].sort());
    expect([...list.ofLength(3)]).toEqual(['锂电池']);
  });
  it('finds what a look at every word finds', () => {
    const word = fc.string({ unit: fc.constantFrom('电', '池', '绿', '行'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(word),
        word,
        fc.string({ unit: fc.constantFrom('d', 'c', 'l', 'x'), minLength: 1, maxLength: 8 }),
        (words, prefix, letters) => {
          const made = createWordList(words, readings);
          const all = [...new Set(words)].sort();
          const initials = (one: string): string =>
            readings
              .of(one)
              ?.map(([first]) => first)
              .join('') ?? '';
          expect([...made.startingWith(prefix)]).toEqual(all.filter((one) => one.startsWith(prefix)));
          expect([...made.withInitials(letters)].sort()).toEqual(all.filter((one) => initials(one).startsWith(letters)));
          for (const one of all) expect(made.has(one)).toBe(true);
        },
      ),
    );
  });
  it('knows words by their pinyin', () => {
    const words = createWords({
      list,
      lexicon: createLexicon(),
      readings,
      technical: new Set(),
      meaningsOf: () => [],
      sensesOf: () => [],
    });
    expect(words.withPinyin('lidianchi', { isOpen: false })).toEqual(['锂电池']);
    expect(words.withPinyin('lidianc', { isOpen: true })).toEqual(['锂电池']);
    expect(words.withPinyin('lidianc', { isOpen: false })).toEqual([]);
    expect(words.withPinyin('dc', { isOpen: false })).toEqual(['电池']);
    expect(words.withPinyin('lvse', { isOpen: false })).toEqual(['绿色']);
  });
});

describe('a lexicon', () => {
  const names = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 }), { maxLength: 8 });
  it('holds what was added and not removed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.boolean())), fc.constantFrom('a', 'b', 'ab'), (texts, prefix) => {
        const lexicon = createLexicon();
        for (const [words] of texts) lexicon.add(new Set(words));
        for (const [words, isRemoved] of texts) if (isRemoved) lexicon.remove(new Set(words));
        const left = new Set(texts.flatMap(([words, isRemoved]) => (isRemoved ? [] : words)));
        expect([...lexicon.all()].sort()).toEqual([...left].sort());
        expect(lexicon.startingWith(prefix)).toEqual([...left].filter((word) => word.startsWith(prefix)).sort());
        const copy = createLexicon();
        copy.restore(lexicon.dump());
        expect(copy.dump()).toEqual(lexicon.dump());
      }),
    );
  });
  it('tells what came since', () => {
    const lexicon = createLexicon(10);
    lexicon.add(['one', 'two']);
    const first = lexicon.since(undefined);
    expect(first).toMatchObject({ words: ['one', 'two'], isFromStart: true });
    lexicon.add(['two', 'three']);
    expect(lexicon.since(first.mark)).toMatchObject({ words: ['three'], isFromStart: false });
    for (let at = 0; at < 20; at += 1) lexicon.add([`name${at}`]);
    const later = lexicon.since(first.mark);
    expect(later.isFromStart).toBe(true);
    for (const word of lexicon.all()) expect(later.words).toContain(word);
  });
  it('is bounded, and loses the rarest first', () => {
    const lexicon = createLexicon(100);
    for (let at = 0; at < 1_000; at += 1) lexicon.add([`name${at}`, 'common']);
    expect(lexicon.size).toBeLessThanOrEqual(100);
    expect(lexicon.startingWith('com')).toEqual(['common']);
  });
});

describe('nearness', () => {
  it.each([
    ['battery', 'battery', 0],
    ['batery', 'battery', 1],
    ['lihtium', 'lithium', 1],
    ['electrolite', 'electrolyte', 1],
    ['pump', 'lamp', 2],
    ['pump', 'cell', Infinity],
  ])('%s to %s: %s', (a, b, distance) => expect(distanceOf(a, b, 2)).toBe(distance));
  it('is never missed by the quick look at pairs of letters', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 4, maxLength: 10 });
    fc.assert(
      fc.property(word, word, fc.constantFrom(1, 2), (a, b, most) => {
        if (distanceOf(a, b, most) <= most) expect(bigramFilter(a, most)(b)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
