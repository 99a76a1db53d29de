import { createInstance } from 'i18next';
import { en } from '../i18n/en.js';
import { zh } from '../i18n/zh.js';
import type { Words } from '../search/value-words.js';
import { valuePhrases } from './rule-values.js';

const words = (language: string): Words => {
  const texts = createInstance({
    lng: language,
    resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  void texts.init();
  return { t: texts.t, exists: texts.exists.bind(texts), language };
};

describe('what a rule says', () => {
  it('is told part by part: shares, codes, what lies deeper, amounts', () =>
    expect(
      valuePhrases(
        {
          netIncome: 6_750,
          places: ['UNIT', 'MOON'],
          expertReview: { days: 30, technologyValueFromMinor: 500_000_000 },
          flag: true,
        },
        words('en'),
      ),
    ).toEqual([
      'at least 67.5% of net income',
      'shown in: the unit, MOON',
      'expert review: 30 days, from CNY 5,000,000 of technology value',
      'flag: yes',
    ]));

  it('is the text itself where the rule has one, in the language of the reader', () => {
    const value = {
      requires: { zh: '书面', en: 'in writing' },
      notes: [
        { zh: '一', en: 'one' },
        { zh: '二', en: 'two' },
      ],
    };
    expect(valuePhrases(value, words('zh-CN'))).toEqual(['书面', '一', '二']);
    expect(valuePhrases(value, words('en'))).toEqual(['in writing', 'one', 'two']);
  });
});
