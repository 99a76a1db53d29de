import fc from 'fast-check';
import * as protocol from './index.js';
import {
  catalogMessages,
  demandContentSchema,
  fromMinorUnits,
  isRejection,
  listingContentSchema,
  moneySchema,
  patchOf,
  reject,
  rejectionCodes,
  termsSchema,
  toMinorUnits,
} from './index.js';

const groups = ['catalog', 'matching', 'contract', 'notification'] as const;
const messages = [
  ...groups.flatMap((service) => [
    ...Object.values(protocol[`${service}Messages`]).map((message) => ({ service, message })),
    ...Object.values(protocol[`${service}Events`]).map((message) => ({ service, message })),
  ]),
  ...Object.values(protocol.ledgerMessages).map((message) => ({ service: 'contract', message })),
  ...Object.values(protocol.rulesMessages).map((message) => ({ service: 'contract', message })),
];

describe('messages', () => {
  it.each(messages)('$message.subject names its service, kind and version', ({ service, message }) =>
    expect(message.subject).toMatch(new RegExp(`^${service}\\.${message.kind}\\.[a-z]+(-[a-z]+)*\\.v[1-9]\\d*$`)),
  );
  it('have subjects of their own', () => {
    const subjects = messages.map(({ message }) => message.subject);
    expect(new Set(subjects).size).toBe(subjects.length);
  });
});

describe('money', () => {
  it('is exact both ways for every amount of fen', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (minor) => {
        const money = fromMinorUnits(minor);
        expect(moneySchema.parse(money)).toEqual(money);
        expect(toMinorUnits(money)).toBe(minor);
      }),
    ));
  it('takes one decimal or none', () => {
    expect(toMinorUnits({ amount: '1.5', currency: 'CNY' })).toBe(150);
    expect(toMinorUnits({ amount: '12', currency: 'CNY' })).toBe(1_200);
  });
  it.each(['', '-1', '1.234', '1e3', ' 1', '1,000', '12345678901234'])('refuses %j', (amount) =>
    expect(moneySchema.safeParse({ amount, currency: 'CNY' }).success).toBe(false),
  );
});

describe('a patch', () => {
  it('holds what was sent and nothing else', () => {
    expect(catalogMessages.reviseListing.input.parse({ id: 'l', content: { title: '新' } }).content).toEqual({ title: '新' });
    expect(catalogMessages.reviseDemand.input.parse({ id: 'd', content: {} }).content).toEqual({});
  });
  it('is as strict about a field as the whole is', () => {
    expect(patchOf(listingContentSchema).safeParse({ readinessLevel: 10 }).success).toBe(false);
    expect(patchOf(demandContentSchema).safeParse({ confidentiality: 'SECRET' }).success).toBe(false);
  });
});

describe('terms', () => {
  const terms = {
    kind: 'SERVICE',
    projectName: 'p',
    scope: 's',
    price: { amount: '1', currency: 'CNY' },
    validFrom: '2027-01-01',
    validTo: '2027-12-31',
  };
  it('take a licence mode only for a licence, and end after they begin', () => {
    expect(termsSchema.safeParse(terms).success).toBe(true);
    expect(termsSchema.safeParse({ ...terms, licenceMode: 'SOLE' }).success).toBe(false);
    expect(termsSchema.safeParse({ ...terms, kind: 'LICENCE', licenceMode: 'SOLE' }).success).toBe(true);
    expect(termsSchema.safeParse({ ...terms, validTo: '2026-12-31' }).success).toBe(false);
  });
});

describe('rejections', () => {
  it('are known by their shape and carry their code', () => {
    expect(isRejection(reject('NOT_A_PARTY', { side: 'SUPPLY' }))).toBe(true);
    expect(isRejection(new Error('NOT_A_PARTY'))).toBe(false);
    expect(reject('NOT_A_PARTY').message).toBe('NOT_A_PARTY');
  });
  it('have each code once', () => expect(new Set(rejectionCodes).size).toBe(rejectionCodes.length));
});
