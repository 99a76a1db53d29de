import { deserialize, serialize } from 'node:v8';
import { dictionariesFrom, wordsDerivation } from './dictionaries.js';

describe('words of the dictionaries', () => {
  const data = wordsDerivation.derive();
  const made = dictionariesFrom(data);
  const read = dictionariesFrom(deserialize(serialize(data)) as typeof data);

  it('are read as they were kept', () => {
    expect(read.list.size).toBe(made.list.size);
    const wordsOf = ({ list }: typeof made): string => [...list.startingWith('')].join(' ');
    expect(wordsOf(read) === wordsOf(made)).toBe(true);
    const pinyinOf = ({ list, readings }: typeof made): string =>
      [...list.ofLength(3)].map((word) => readings.of(word)?.join('') ?? '').join(' ');
    expect(pinyinOf(read) === pinyinOf(made)).toBe(true);
    expect([...read.readings.syllables]).toEqual([...made.readings.syllables]);
  });

  it('know how they are read and what they mean', () => {
    expect(read.list.has('锂电池')).toBe(true);
    expect([...read.list.withInitials('ldc')]).toContain('锂电池');
    expect(read.readings.of('银行')).toEqual(['yin', 'hang']);
    expect(read.sensesOf('热泵')).toContainEqual(['heat', 'pump']);
    expect(read.sensesOf('龘龘')).toEqual([]);
    expect(read.meaningsOf('轴承')[0]).toBe('bearing');
    expect(read.sensesOf('轴承')[0]).toEqual(['bear']);
    for (const [word, meaning] of [
      ['热泵', 'heat pump'],
      ['检测', 'detect'],
      ['上海', 'shanghai municipality'],
    ] as const)
      expect(read.meaningsOf(word)).toContain(meaning);
  });
});
