import { glossary, readGlossary } from './glossary.js';
import { glossaryText } from './glossary.data.js';
import { normalise } from './normalise.js';
import { segment } from './segment.js';
import { stem } from './stem.js';
import type { Term } from './text/term.js';
import { BIGRAM, CONCEPT, kindOf, LATIN, NUMBER, termOf, WORD } from './text/term.js';
import { visitSpans } from './text/terms.js';

/** The terms of one kind, as they are written in the text. */
const termsOf = (text: string, wanted: number): string[] => {
  const normal = normalise(text);
  const found: string[] = [];
  visitSpans(normal, (term, start, end) => kindOf(term) === wanted && found.push(normal.slice(start, end)));
  return found;
};

const conceptsOf = (text: string): Term[] => {
  const found: Term[] = [];
  visitSpans(normalise(text), (term) => kindOf(term) === CONCEPT && found.push(term));
  return found;
};
const conceptOf = (name: string): Term => termOf(CONCEPT, name);

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
    expect(termsOf('锂离子', WORD)).toEqual(['锂离子', '离子']);
    expect(termsOf('锂离子', BIGRAM)).toEqual(['锂离', '离子']);
  });
  it('finds numbers that name a thing, not years and measures', () => {
    expect(termsOf('304 不锈钢, 2019 年, 12.5 mm', NUMBER)).toEqual(['304']);
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
    expect(termsOf('the coating of the blades', LATIN)).toEqual(['coating', 'blades']);
  });
});

describe('concepts of the glossary', () => {
  it('meet from both languages, with their nested ones', () => {
    const [chinese, english] = [conceptsOf('锂离子电池回收'), conceptsOf('recycling of lithium-ion batteries')];
    for (const concept of ['lithium battery', 'battery', 'waste recycling'])
      expect([chinese.includes(conceptOf(concept)), english.includes(conceptOf(concept))]).toEqual([true, true]);
  });
  it('join synonyms of one language', () => {
    expect(conceptsOf('马达')).toEqual(conceptsOf('电动机'));
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
      for (const form of chinese.split(', ')) expect(conceptsOf(form)).toContain(conceptOf(concept));
      for (const form of english.split(', ')) expect(conceptsOf(form)).toContain(conceptOf(concept));
    }
  });
  it('refuses a line without a second language', () => expect(() => readGlossary('battery')).toThrow(TypeError));
});
