import { termsSchema } from '@lastmile/protocol';
import type { Terms } from '@lastmile/protocol';
import { draftFrom, parseDraft, problemsOf, termsOf } from './terms-draft.js';

const terms: Terms = {
  kind: 'LICENCE',
  licenceMode: 'EXCLUSIVE',
  projectName: '高温质子交换膜',
  scope: '华北地区实施',
  price: { amount: '1200000.00', currency: 'CNY' },
  paymentPlan: '',
  validFrom: '2026-12-01',
  validTo: '2031-11-30',
  acceptanceCriteria: '',
  ownershipOfResults: '',
  confidentiality: '',
};

describe('a draft of terms', () => {
  it('gives back what it began with, and what the form does not know', () => {
    expect(termsOf(draftFrom(terms, 'x'), terms)).toEqual(terms);
    const further = { ...terms, further: 1 };
    expect(termsOf(draftFrom(further, 'x'), further)).toEqual(further);
  });

  it('is what the platform takes once nothing is wrong with it', () => {
    const draft = {
      ...draftFrom(undefined, ' 膜 '),
      scope: ' 实施 ',
      amount: '1200.5',
      validFrom: '2026-12-01',
      validTo: '2026-12-01',
    };
    expect(problemsOf(draft)).toEqual([]);
    expect(termsSchema.parse(termsOf(draft, undefined))).toMatchObject({
      projectName: '膜',
      scope: '实施',
      price: { amount: '1200.50', currency: 'CNY' },
    });
  });

  it('says what the checks read, as the platform takes it', () => {
    const draft = {
      ...draftFrom(terms, ''),
      facts: 'isMastered,grantsUse',
      technologyValue: '1000000',
      payOn: '2027-01-31',
      improvements: 'MAKER' as const,
      disputeWay: 'COURT' as const,
      disputeBody: '海淀区人民法院',
    };
    const proposed = termsOf(draft, terms);
    expect(termsSchema.parse(proposed)).toMatchObject({
      facts: { isMastered: true, grantsUse: true, transfersRight: false },
      technologyValue: { amount: '1000000.00' },
      payment: { kind: 'LUMP_SUM', amount: terms.price, due: { on: '2027-01-31' } },
      improvements: { choice: 'MAKER' },
      disputes: { way: 'COURT', body: '海淀区人民法院' },
    });
    expect(termsOf(draftFrom(proposed, ''), proposed)).toEqual(proposed);
    expect(problemsOf({ ...draft, disputeBody: '', technologyValue: 'x' })).toEqual(['technologyValue', 'disputes']);
  });

  it('names a licence mode for a licence alone', () => {
    const draft = { ...draftFrom(terms, ''), kind: 'SERVICE' as const };
    expect(termsOf(draft, terms)).not.toHaveProperty('licenceMode');
  });

  it('says what is wrong', () => {
    expect(problemsOf(draftFrom(undefined, ''))).toEqual(['projectName', 'scope', 'amount', 'validFrom', 'validTo']);
    expect(problemsOf({ ...draftFrom(terms, ''), validTo: '2026-11-30' })).toEqual(['period']);
    for (const amount of ['-1', '1.234', '1,000', 'x'])
      expect(problemsOf({ ...draftFrom(terms, ''), amount })).toEqual(['amount']);
  });

  it('is read as it was kept, and nothing else is', () => {
    const draft = draftFrom(terms, '');
    expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
    for (const text of [null, '', '1', '{}', JSON.stringify({ ...draft, amount: 1 })]) expect(parseDraft(text)).toBeUndefined();
  });
});
