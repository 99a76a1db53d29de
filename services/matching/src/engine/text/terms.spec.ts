import { normalise } from '../normalise.js';
import { negatedIn } from './negation.js';
import type { TermKind } from './term.js';
import { acrossOf, BIGRAM, CONCEPT, GLOSS, kindOf, LATIN, termOf, WORD } from './term.js';
import { visitSpans } from './terms.js';
import { vectorOf } from './text-vector.js';

const termsOf = (text: string, kind: TermKind): string[] => {
  const normal = normalise(text);
  const found: string[] = [];
  visitSpans(normal, (term, start, end) => kindOf(term) === kind && found.push(normal.slice(start, end)));
  return found;
};

const holds = (text: string, kind: TermKind, key: string): boolean =>
  vectorOf({ title: text, body: '' }).terms.includes(termOf(kind, key));

describe('terms of a text', () => {
  it('take traditional characters for simplified ones, and leave those alone that are both', () => {
    expect(normalise('鋰離子電池')).toBe('锂离子电池');
    expect(normalise('著名的乾坤')).toBe('著名的乾坤');
  });
  it('count long words with their parts', () =>
    expect(termsOf('高强度铝合金', WORD)).toEqual(expect.arrayContaining(['铝合金', '合金'])));
  it.each(['6061-T6', 'LiFePO4', 'C/C', '5G', 'PM2.5', 'x-ray'])('keep the mixed name %s whole', (name) =>
    expect(termsOf(`基于 ${name} 的部件`, LATIN)).toEqual([name.toLowerCase()]),
  );
  it('make no terms of measures and units', () => expect(termsOf('重 48kg, 直径 20 mm, 90 W', LATIN)).toEqual([]));
  it('join a prefix with its word', () => expect(holds('re-use of cells', LATIN, 'reus')).toBe(true));
  it('mean the same by synonyms of both languages', () => {
    for (const text of ['MOF吸附剂', '金属有机框架吸附剂', 'metal organic frameworks'])
      expect(holds(text, CONCEPT, 'metal organic framework')).toBe(true);
    for (const text of ['锂电隔膜', '锂离子电池隔膜', 'lithium-ion batteries'])
      expect(holds(text, CONCEPT, 'lithium battery')).toBe(true);
  });
  it('are known in English by what their words mean', () => {
    expect(holds('轴承', GLOSS, 'bear')).toBe(true);
    expect(acrossOf(termOf(GLOSS, 'bear'))).toBe(termOf(LATIN, 'bear'));
    expect(acrossOf(termOf(BIGRAM, '轴承'))).toBeUndefined();
  });
  it('are counted apart in the title and in the whole', () => {
    const { terms, title, whole } = vectorOf({ title: '陶瓷', body: '陶瓷陶瓷' });
    const at = terms.indexOf(termOf(BIGRAM, '陶瓷'));
    expect([title[at], whole[at]]).toEqual([1, 3]);
    expect([...terms]).toEqual([...terms].sort((a, b) => a - b));
  });
});

describe('what a text says it is not', () => {
  it.each([
    ['不采用氰化物的镀层', '氰化物'],
    ['替代传统铅酸电池,提高容量', '铅酸电池'],
    ['coating without hexavalent chromium, for steel', 'hexavalent chromium'],
    ['replacing diesel engines with fuel cells', 'diesel engines'],
  ])('%s leaves out %s', (text, expected) =>
    expect(negatedIn(text).map(({ start, end }) => text.slice(start, end).trim())).toEqual([expected]),
  );
  it.each(['无人机巡检', '替代品研究', '无纺布', 'free radical'])('%s names a thing', (text) =>
    expect(negatedIn(text)).toEqual([]),
  );
  it('counts neither as offered nor as wanted', () => {
    expect(holds('不采用氰化物的镀层', BIGRAM, '氰化')).toBe(false);
    expect(holds('不采用氰化物的镀层', BIGRAM, '镀层')).toBe(true);
    expect(holds('replacing diesel engines with fuel cells', LATIN, 'diesel')).toBe(false);
    expect(holds('replacing diesel engines with fuel cells', LATIN, 'fuel')).toBe(true);
  });
});
