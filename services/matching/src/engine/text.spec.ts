import { glossary, readGlossary } from './glossary.js';
import { glossaryText } from './glossary.data.js';
import { normalise } from './normalise.js';
import { segment } from './segment.js';
import { stem } from './stem.js';
import { BIGRAM, CONCEPT, LATIN, NUMBER, PHRASE } from './term-kinds.js';
import { visitTerms } from './terms.js';

const termsOf = (text: string, wanted: number): string[] => {
  const found: string[] = [];
  visitTerms(normalise(text), (kind, key) => kind === wanted && found.push(key));
  return found;
};

describe('words of a text', () => {
  it('takes full-width and upper-case forms for the same', () => {
    expect(normalise('ＬＥＤ灯 ２０ｍｍ')).toBe('led灯 20mm');
  });
  it('cuts Chinese with the dictionary and the rest at the borders of letters and digits', () => {
    const texts = segment('陶瓷基板: Si3N4, 导热率不低于 90 W').map(({ script, text }) => `${script} ${text}`);
    expect(texts).toEqual(expect.arrayContaining(['han 陶瓷', 'latin Si3N4', 'number 90', 'latin W']));
  });
  it('keeps the place of every token', () => {
    const text = '氮化硅 and 铜';
    for (const token of segment(text)) expect(text.slice(token.start, token.start + token.text.length)).toBe(token.text);
  });
  it('makes bigrams of neighbouring characters, never across a function word', () => {
    expect(termsOf('电机的轴承', BIGRAM)).toEqual(['电机', '轴承']);
  });
  it('keeps long words whole beside their bigrams', () => {
    expect(termsOf('锂离子', PHRASE)).toEqual(['锂离子']);
    expect(termsOf('锂离子', BIGRAM)).toEqual(['锂离', '离子']);
  });
  it('finds numbers also before a Chinese unit', () => {
    expect(termsOf('温度 300度, 12.5 mm', NUMBER)).toEqual(['300', '12.5']);
  });
  it.each([
    ['batteries', 'battery'],
    ['battery', 'battery'],
    ['coatings', 'coat'],
    ['coated', 'coat'],
    ['stamping', 'stamp'],
    ['welding', 'weld'],
    ['glass', 'glass'],
    ['processes', 'process'],
    ['optimisation', 'optimization'],
    ['optimised', 'optimiz'],
    ['robotic', 'robotic'],
    ['ring', 'ring'],
  ])('stems %s to %s', (word, expected) => expect(stem(word)).toBe(expected));
  it('leaves function words out', () => {
    expect(termsOf('the coating of the blades', LATIN)).toEqual(['coat', 'blad']);
  });
});

describe('concepts of the glossary', () => {
  it('meet from both languages, with their nested ones', () => {
    const [chinese, english] = [termsOf('锂离子电池回收', CONCEPT), termsOf('recycling of lithium-ion batteries', CONCEPT)];
    for (const concept of ['lithium battery', 'battery', 'waste recycling'])
      expect([chinese.includes(concept), english.includes(concept)]).toEqual([true, true]);
  });
  it('join synonyms of one language', () => {
    expect(termsOf('马达', CONCEPT)).toEqual(termsOf('电动机', CONCEPT));
  });
  it('name no form twice', () => {
    const forms = glossaryText
      .trim()
      .split('\n')
      .flatMap((line) => line.split(' = '))
      .flatMap((side) => side.split(', '));
    expect(forms.filter((form, at) => forms.indexOf(form) !== at)).toEqual([]);
  });
  it('are all reachable', () => {
    const concepts = new Set([...glossary.han.values()].flat().map(({ concept }) => concept));
    for (const line of glossaryText.trim().split('\n')) {
      const [english = '', chinese = ''] = line.split(' = ');
      const concept = english.split(', ')[0] ?? '';
      expect(concepts).toContain(concept);
      for (const form of chinese.split(', ')) expect(termsOf(form, CONCEPT)).toContain(concept);
      for (const form of english.split(', ')) expect(termsOf(form, CONCEPT)).toContain(concept);
    }
  });
  it('refuses a line without a second language', () => expect(() => readGlossary('battery')).toThrow(TypeError));
});
