import type { MarketField, RecordKind } from '@lastmile/protocol';
import type { TextToCheck } from '../api/records.js';

export interface Draft {
  kind: RecordKind;
  title: string;
  text: string;
  advantage: string;
  field: MarketField | '';
  money: string;
}

export const emptyDraft: Draft = { kind: 'LISTING', title: '', text: '', advantage: '', field: '', money: '' };

/** Yuan with at most two decimals, as the API takes them, or nothing. */
export const isAmount = (text: string): boolean => text.trim() === '' || /^\d{1,13}(\.\d{1,2})?$/.test(text.trim());

/** What is asked of a draft: fields that are empty, or no amount, are left out. */
export const textOf = ({ kind, title, text, advantage, field, money }: Draft): TextToCheck => {
  const price = money.trim() !== '' && isAmount(money) ? { amount: money.trim(), currency: 'CNY' } : undefined;
  const content = { title: title.trim(), ...(field && { field }) };
  if (kind === 'DEMAND') return { kind, content: { ...content, content: text.trim(), ...(price && { budget: { max: price } }) } };
  return { kind, content: { ...content, abstract: text.trim(), advantage: advantage.trim(), ...(price && { price }) } };
};
