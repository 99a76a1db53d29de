import type { Terms } from '@lastmile/protocol';
import { diffTerms, diffTexts } from './terms-diff.js';

const told = (before: string, after: string): string =>
  diffTexts(before, after)
    .map(({ kind, text }) => ({ same: text, added: `+${text}+`, removed: `-${text}-` })[kind])
    .join('');

describe('the difference between two texts', () => {
  it.each([
    ['一期付三成。二期付七成。', '一期付三成。二期付六成。三期付一成。', '一期付三成。-二期付七成。-+二期付六成。三期付一成。+'],
    ['', '首付。', '+首付。+'],
    ['首付。', '', '-首付。-'],
    ['same, text', 'same, text', 'same, text'],
    ['a, b, c', 'a, c', 'a, -b, -c'],
  ])('%s → %s', (before, after, expected) => expect(told(before, after)).toBe(expected));

  it('holds both texts in full', () => {
    const [before, after] = ['甲，乙。丙\n丁；戊', '乙。甲，丙\n己；戊！'];
    const of = (kinds: string[]): string =>
      diffTexts(before, after)
        .flatMap(({ kind, text }) => (kinds.includes(kind) ? text : []))
        .join('');
    expect(of(['same', 'removed'])).toBe(before);
    expect(of(['same', 'added'])).toBe(after);
  });
});

describe('the difference between two versions of the terms', () => {
  const terms = {
    kind: 'LICENCE',
    licenceMode: 'EXCLUSIVE',
    projectName: '膜',
    scope: '华北。',
    price: { amount: '100.00', currency: 'CNY' },
    validFrom: '2026-12-01',
  } as Terms;

  it('is nothing between equal ones', () => expect(diffTerms(terms, { ...terms })).toEqual([]));

  it('names each field that differs, amounts and codes as a whole', () => {
    const { licenceMode: _, ...rest } = terms;
    const after = { ...rest, kind: 'SERVICE', scope: '华北。华东。', price: { amount: '90.00', currency: 'CNY' } } as Terms;
    expect(diffTerms(terms, after)).toEqual([
      {
        field: 'kind',
        pieces: [
          { kind: 'removed', text: 'LICENCE' },
          { kind: 'added', text: 'SERVICE' },
        ],
      },
      {
        field: 'scope',
        pieces: [
          { kind: 'same', text: '华北。' },
          { kind: 'added', text: '华东。' },
        ],
      },
      {
        field: 'price',
        pieces: [
          { kind: 'removed', text: 'CNY 100.00' },
          { kind: 'added', text: 'CNY 90.00' },
        ],
      },
      { field: 'licenceMode', pieces: [{ kind: 'removed', text: 'EXCLUSIVE' }] },
    ]);
  });
});
