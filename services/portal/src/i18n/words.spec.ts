import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  achievementKinds,
  constraintNames,
  contractStatuses,
  cooperationModes,
  declineReasons,
  facetNames,
  jurisdictionNames,
  licenceModes,
  listingStatuses,
  marketFields,
  matchComponents,
  matchStatusSchema,
  missingCodes,
  priceBands,
  searchNotes,
} from '@lastmile/protocol';
import { leafTypes, refusalCodes } from '@lastmile/receipt';
import { checkSteps } from '../verify/receipt-report.js';
import { stages } from '../deal/deal-stage.js';
import { en } from './en.js';
import { zh } from './zh.js';

const flat = (words: object, prefix = ''): [string, string][] =>
  Object.entries(words).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' ? [[`${prefix}${name}`, value] as [string, string]] : flat(value as object, `${prefix}${name}.`),
  );
const texts = { zh: new Map(flat(zh)), en: new Map(flat(en)) };
const fillsOf = (text = ''): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

const source = readdirSync(join(import.meta.dirname, '..'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.spec.ts'))
  .map((file) => readFileSync(join(import.meta.dirname, '..', file), 'utf8'))
  .join('\n');
/** `t('a.b')` as it stands, and of `t(`a.${x}.b`)` the pattern. */
const literalKeys = [...source.matchAll(/\bt\(\s*(?:\w+ \? )?'([\w.]+)'/g)].map(([, key]) => key ?? '');
const patterns = [...source.matchAll(/\bt\(\s*`([^`]+)`/g)].map(
  ([, key]) => new RegExp(`^${(key ?? '').replaceAll('.', '\\.').replaceAll(/\$\{.+?\}/g, '[\\w-]+')}$`),
);

describe('the words of both languages', () => {
  it('are there for every key that the pages ask for', () => {
    expect(literalKeys.length).toBeGreaterThan(100);
    expect(literalKeys.filter((key) => !texts.zh.has(key))).toEqual([]);
    expect(patterns.filter((pattern) => ![...texts.zh.keys()].some((key) => pattern.test(key)))).toEqual([]);
  });

  it('have the same keys, none of them empty, and the same values to fill in', () => {
    expect([...texts.en.keys()].sort()).toEqual([...texts.zh.keys()].sort());
    for (const [key, text] of texts.zh) {
      expect(text.trim()).not.toBe('');
      expect({ key, fills: fillsOf(texts.en.get(key)) }).toEqual({ key, fills: fillsOf(text) });
    }
  });

  it.each([
    ['declineReason', declineReasons],
    ['match.consequences', declineReasons],
    ['match.status', matchStatusSchema.options],
    ['match.lacks', [...new Set(missingCodes.map((code) => code.replace(/^(DEMAND|LISTING)_/, '')))]],
    ['match.constraints', [...constraintNames, 'UNAVAILABLE'].flatMap((name) => [`${name}.SUPPLY`, `${name}.DEMAND`])],
    ['contract.status', contractStatuses],
    ['contract.next', contractStatuses],
    ['contract.stages', stages],
    ['licence', licenceModes],
    ['rules.places', jurisdictionNames],
    ['verify.codes', refusalCodes],
    ['verify.leaf', leafTypes],
    ['verify.steps', checkSteps],
    ['component', matchComponents],
    ['record.status', listingStatuses],
    ['field', marketFields],
    ['mode', cooperationModes],
    ['achievementKind', achievementKinds],
    ['priceBand', priceBands],
    ['search.notes', searchNotes],
  ])('of %s are there for every code of the protocol', (group, codes) => {
    expect(codes.filter((code) => !texts.zh.has(`${group}.${code}`) || !texts.en.has(`${group}.${code}`))).toEqual([]);
  });

  it('name every facet', () => {
    const facets = new Set([...texts.zh.keys()].flatMap((key) => key.match(/^search\.facets\.(\w+)/)?.[1] ?? []));
    expect([...facets].sort()).toEqual([...facetNames].sort());
  });
});
