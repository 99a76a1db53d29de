import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as protocol from './index.js';
import * as tables from './tables.js';
import {
  accessPolicy,
  cooperationModeNames,
  cooperationModes,
  declineReasonNames,
  declineReasons,
  isAllowed,
  licenceModeNames,
  licenceModes,
  marketFieldNames,
  marketFields,
  matchComponentNames,
  matchComponents,
  provinceNames,
  provinceOf,
  visitors,
} from './tables.js';

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)].flatMap(([, name = '']) =>
    name.startsWith('.') ? [name, ...importsOf(join(dirname(file), name.replace(/\.js$/, '.ts')))] : [name],
  );

describe('the tables', () => {
  it('stand on themselves: a browser that loads them loads no other package', () => {
    const names = importsOf(join(import.meta.dirname, 'tables.ts'));
    expect(names.length).toBeGreaterThan(2);
    expect(names.filter((name) => !name.startsWith('.'))).toEqual([]);
  });

  it('are part of the whole protocol', () => expect(protocol).toMatchObject(tables));
});

describe('the names of codes', () => {
  it.each([
    ['fields', marketFields, marketFieldNames],
    ['cooperation modes', cooperationModes, cooperationModeNames],
    ['licence modes', licenceModes, licenceModeNames],
    ['decline reasons', declineReasons, declineReasonNames],
    ['components of a score', matchComponents, matchComponentNames],
    ['provinces', Object.keys(provinceNames), provinceNames],
  ])('of all %s are there in both languages, and no two are alike', (_, codes, names) => {
    expect(Object.keys(names).sort()).toEqual([...codes].sort());
    for (const { zh, en } of Object.values(names)) {
      expect(zh).toMatch(/^\p{Script=Han}+$/u);
      expect(en).toMatch(/^[A-Za-z][A-Za-z -]+$/);
    }
    for (const language of ['zh', 'en'] as const)
      expect(new Set(Object.values(names).map((name) => name[language])).size).toBe(codes.length);
  });

  it('hold each division of the first level, by its official name', () => {
    expect(Object.keys(provinceNames)).toHaveLength(34);
    expect(provinceOf('540102')).toEqual({ zh: '西藏', en: 'Xizang' });
    expect(provinceOf('11')?.en).toBe('Beijing');
    expect([provinceOf('99'), provinceOf('')]).toEqual([undefined, undefined]);
  });
});

describe('who may use a route', () => {
  it('is said for each visitor, and nobody may use what stands in no row', () => {
    for (const [route, allowed] of accessPolicy)
      expect(visitors.filter((visitor) => isAllowed(route, visitor))).toEqual(visitors.filter((one) => allowed.includes(one)));
    expect(visitors.filter((visitor) => isAllowed('GET /api/v1/unheard-of', visitor))).toEqual([]);
  });
});
