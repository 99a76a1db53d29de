import type { Constraint, ConstraintName } from '@lastmile/protocol';
import { licenceNames } from './names.data.js';
import type { Phrase } from './phrases.js';
import { named, text } from './phrases.js';

interface Side {
  record: Phrase;
  owner: Phrase;
}

const sides: Record<Constraint['side'], Side> = {
  SUPPLY: { record: { zh: '成果', en: 'The listing' }, owner: { zh: '成果方', en: 'The supply side' } },
  DEMAND: { record: { zh: '需求', en: 'The demand' }, owner: { zh: '需求方', en: 'The demand side' } },
};

const sayings: Record<ConstraintName, (side: Side, values: Constraint['values']) => Phrase> = {
  SECRECY: ({ record }) => ({
    zh: `${record.zh}涉密，不在平台上对接。`,
    en: `${record.en} is classified, and classified technology is not brokered on the platform.`,
  }),
  EXPIRED: ({ record }, { until }) =>
    until === undefined
      ? { zh: `${record.zh}的有效期已届满。`, en: `${record.en} is not valid any more.` }
      : { zh: `${record.zh}的有效期已于 ${text(until)} 届满。`, en: `${record.en} was valid until ${text(until)}.` },
  WITHDRAWN: ({ record }) => ({ zh: `${record.zh}已撤回。`, en: `${record.en} was withdrawn.` }),
  LICENCE_CONFLICT: (_, { mode, wanted, until }) => {
    const [live, asked] = [named(licenceNames, mode), named(licenceNames, wanted)];
    const article = /^[aeiou]/.test(live.en) ? 'An' : 'A';
    const term = until === undefined ? { zh: '', en: '' } : { zh: `（至 ${text(until)}）`, en: ` until ${text(until)}` };
    return {
      zh: `成果已有在先的${live.zh}${term.zh}，无法再授予需求所要的${asked.zh}。`,
      en: `${article} ${live.en} granted before is in force${term.en}, so the wanted ${asked.en} cannot be granted.`,
    };
  },
  EXCLUDED_PARTY: ({ owner }) => ({
    zh: `${owner.zh}已声明不与对方机构合作。`,
    en: `${owner.en} has ruled out dealing with the other organisation.`,
  }),
  SAME_PARTY: () => ({ zh: '双方属于同一机构。', en: 'Both sides are the same organisation.' }),
};

/** Why a pair is kept apart, as one sentence in each language. */
export const renderConstraint = ({ name, side, values }: Constraint): Phrase => sayings[name](sides[side], values);
