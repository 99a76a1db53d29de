import { demandContentSchema, listingContentSchema } from '@lastmile/protocol';
import { emptyDraft, isAmount, textOf } from './quality-draft.js';

const draft = {
  ...emptyDraft,
  title: ' 固态电池 ',
  text: ' 循环 1000 次 ',
  advantage: '更安全',
  field: 'NEW_ENERGY' as const,
  money: '500000',
};

describe('a text to be checked', () => {
  it('is what the API takes, of either kind', () => {
    const listing = textOf(draft).content;
    expect(listingContentSchema.parse(listing)).toMatchObject({
      title: '固态电池',
      abstract: '循环 1000 次',
      advantage: '更安全',
      field: 'NEW_ENERGY',
      price: { amount: '500000', currency: 'CNY' },
    });
    const demand = textOf({ ...draft, kind: 'DEMAND' }).content;
    expect(demandContentSchema.parse(demand)).toMatchObject({ content: '循环 1000 次', budget: { max: { amount: '500000' } } });
    expect(demand).not.toHaveProperty('advantage');
  });

  it('leaves out what is empty or no amount', () => {
    expect(textOf({ ...draft, field: '', money: '五十万' }).content).toEqual({
      title: '固态电池',
      abstract: '循环 1000 次',
      advantage: '更安全',
    });
    expect(['', '12', '12.5', '12.555', '-1', '1e6'].map(isAmount)).toEqual([true, true, true, false, false, false]);
  });
});
