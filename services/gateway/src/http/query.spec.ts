import fc from 'fast-check';
import { moneySchema } from '@lastmile/protocol';
import { z } from 'zod';
import { flag, pageOfQuery, severalOf, wholeNumber } from './query.js';
import { recordId } from './record-id.js';

it('reads whole numbers within their bounds, and nothing else', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), (value) => expect(wholeNumber(1, 200).parse(String(value))).toBe(value)),
  );
  for (const text of ['0', '201', '', '-1', '1.5', '1e2', ' 1', '0x1', 'NaN', ['1', '2'], 1]) {
    expect(wholeNumber(1, 200).safeParse(text).success).toBe(false);
  }
});
it('reads true and false only', () => {
  expect([flag.parse('true'), flag.parse('false')]).toEqual([true, false]);
  for (const text of ['1', 'yes', 'TRUE', '']) expect(flag.safeParse(text).success).toBe(false);
});
it('reads several values, repeated or apart by commas, each once', () => {
  const several = severalOf(z.enum(['A', 'B', 'C']), 2);
  expect(several.parse('A')).toEqual(['A']);
  expect(several.parse(['A, B', 'A'])).toEqual(['A', 'B']);
  for (const nothing of [undefined, '', ',', ['', ' ']]) expect(several.parse(nothing)).toBeUndefined();
  for (const wrong of ['D', 'A,B,C', ['A', 'D'], [['A']], 1]) expect(several.safeParse(wrong).success).toBe(false);
});
it('asks for twenty unless told otherwise', () => {
  expect(pageOfQuery<{ cursor: string; limit?: number }>({ cursor: 'x' })).toEqual({ cursor: 'x', limit: 20 });
  expect(pageOfQuery({ limit: 5 })).toEqual({ limit: 5 });
});
it('takes money as digits with at most two decimals in CNY', () => {
  const cents = fc.tuple(fc.nat(9_999_999), fc.nat(99));
  fc.assert(
    fc.property(cents, ([whole, part]) => {
      expect(moneySchema.safeParse({ amount: `${whole}.${String(part).padStart(2, '0')}`, currency: 'CNY' }).success).toBe(true);
    }),
  );
  for (const amount of ['-1', '1.234', '1,000', '', '.5', '1e3', 5])
    expect(moneySchema.safeParse({ amount, currency: 'CNY' }).success).toBe(false);
});
it('derives the same id from the same parts, and another from others', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), fc.array(fc.string(), { minLength: 1 }), (one, other) => {
      expect(recordId(...one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(recordId(...one) === recordId(...other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
});
