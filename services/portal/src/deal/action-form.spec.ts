import { bodyOf, faultsOf, initialOf } from './action-form.js';
import type { DealAction } from './action-form.js';

const action: DealAction = {
  name: 'try',
  route: 'POST /api/v1/contracts/:id/try',
  fixed: { about: 'X' },
  fields: [
    { name: 'contents.ABSTRACT', kind: 'text' },
    { name: 'contents.MODE', kind: 'line', optional: true },
    { name: 'price', kind: 'money' },
    { name: 'endsOn', kind: 'day', optional: true },
    { name: 'isFree', kind: 'flag' },
    { name: 'mode', kind: 'choice', options: ['A', 'B'] },
    { name: 'days', kind: 'whole', optional: true },
    { name: 'share', kind: 'share', optional: true },
    { name: 'ids', kind: 'ids' },
    { name: 'sha256', kind: 'hash', optional: true },
  ],
};
const typed = { ...initialOf(action), 'contents.ABSTRACT': ' 摘要 ', price: '12.5', isFree: 'false', ids: 'a\nb，a、 c ' };

describe('the form of a step', () => {
  it('begins with the first of the options and nothing else', () =>
    expect(Object.entries(initialOf(action)).filter(([, value]) => value !== '')).toEqual([['mode', 'A']]));

  it('sends what was typed where it belongs, and leaves out what was not', () => {
    expect(bodyOf(action, typed)).toEqual({
      about: 'X',
      contents: { ABSTRACT: '摘要' },
      price: { amount: '12.50', currency: 'CNY' },
      isFree: false,
      mode: 'A',
      ids: ['a', 'b', 'c'],
    });
    const full = { ...typed, endsOn: '2026-12-01', days: '20', share: '70.5', 'contents.MODE': 'x', ids: '' };
    expect(bodyOf(action, full)).toMatchObject({
      contents: { ABSTRACT: '摘要', MODE: 'x' },
      endsOn: '2026-12-01',
      days: 20,
      share: 7_050,
      ids: [],
    });
  });

  it('lacks what is needed and empty; an empty list is an answer', () => {
    expect(faultsOf(action, initialOf(action))).toEqual(['contents.ABSTRACT', 'price', 'isFree']);
    expect(faultsOf(action, typed)).toEqual([]);
  });

  it('names what has another form', () =>
    expect(faultsOf(action, { ...typed, price: '1,2', endsOn: 'soon', days: '1.5', share: 'x', sha256: 'ab' })).toEqual([
      'price',
      'endsOn',
      'days',
      'share',
      'sha256',
    ]));
});
