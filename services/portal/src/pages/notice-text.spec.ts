import i18next from 'i18next';
import type { i18n as I18n } from 'i18next';
import type { NotificationView } from '@lastmile/protocol';
import { en } from '../i18n/en.js';
import { zh } from '../i18n/zh.js';
import { constraintInWords } from '../search/value-words.js';
import type { Words } from '../search/value-words.js';
import { noticeDetails, noticeText } from './notice-text.js';

const instances = new Map<string, I18n>();
const wordsIn = (language: string): Words => {
  const i18n = instances.get(language);
  if (!i18n) throw new Error(language);
  return { t: i18n.t, exists: i18n.exists.bind(i18n), language };
};

beforeAll(async () => {
  for (const [language, translation] of Object.entries({ 'zh-CN': zh, en })) {
    const instance = i18next.createInstance();
    await instance.init({ lng: language, resources: { [language]: { translation } }, interpolation: { escapeValue: false } });
    instances.set(language, instance);
  }
});

type Facts = NotificationView['facts'];
const pair: Facts = { listingTitle: '成果甲', demandTitle: '需求乙', side: 'DEMAND' };
const read = (kind: string, facts: Facts) =>
  ['zh-CN', 'en'].map((language) => [
    noticeText(wordsIn(language), { kind, facts }),
    ...noticeDetails(wordsIn(language), { kind, facts }),
  ]);

describe('the sentence of a notice', () => {
  it('tells why a match was declined and what can be done about it', () => {
    const advice = { adviceZh: '写明预算。', adviceEn: 'State a budget.' };
    expect(read('match-declined', { ...pair, reason: 'PRICE', reasonZh: '不合', reasonEn: 'no', ...advice })).toEqual([
      ['成果《成果甲》的供方谢绝了您的需求《需求乙》，原因：价格不合适', '建议：写明预算。'],
      [
        'The supplier of the achievement “成果甲” declined your demand “需求乙”: the price does not suit',
        'Advice: State a budget.',
      ],
    ]);
  });

  it('tells why a match was closed, in the words of the notice or by its codes', () => {
    const [[chinese], [english]] = read('match-closed', {
      ...pair,
      reason: 'EXPIRED',
      reasonZh: '成果的有效期已过（至 2027-01-01）',
      reasonEn: 'The listing is no longer valid (until 2027-01-01)',
    }) as [string[], string[]];
    expect(chinese).toBe('成果《成果甲》与需求《需求乙》的匹配已关闭：成果的有效期已过（至 2027-01-01）');
    expect(english).toContain('is closed: The listing is no longer valid (until 2027-01-01)');
    const [[byCodes]] = read('match-closed', { ...pair, reason: 'UNAVAILABLE SECRECY' }) as [string[]];
    expect(byCodes).toContain('对方不再参与这次对接、需求涉密，不能在平台上对接');
  });

  it('tells what a saved search has found, and by what', () => {
    const facts = {
      title: '成果甲',
      searchName: '电池',
      savedSearchId: 's1',
      words: '固态, 电池',
      filters: 'field:NEW_ENERGY region:110000 readiness:6 priceBand:TO_1M',
    };
    expect(read('saved-search-matched', facts)).toEqual([
      [
        '保存的搜索“电池”有了新结果：《成果甲》',
        '匹配的词：固态、电池',
        '符合条件: 新能源与高效节能、北京、6 级（共 9 级）、50 万–100 万元',
      ],
      [
        'Something new for your saved search “电池”: “成果甲”',
        'Words found: 固态, 电池',
        'Meets: New energy and energy efficiency, Beijing, TRL 6 of 9, CNY 500,000–1 million',
      ],
    ]);
  });

  it('has words of its own for a withdrawal by the platform, and the owner’s words else', () => {
    const told = ['CLASSIFIED', 'CONTRACTED', '另有安排'].map(
      (reason) => read('listing-withdrawn', { title: '甲', reason })[0]?.[0],
    );
    expect(told).toEqual([
      '成果《甲》已标为涉密，不再公开，相关匹配随之关闭',
      '合同已成立，成果《甲》随之下架',
      '成果《甲》已下架：另有安排',
    ]);
  });

  it('names an unknown kind', () => {
    expect(read('something-new', {})).toEqual([['something-new'], ['something-new']]);
  });
});

describe('what keeps a pair apart', () => {
  it('is said with the licence and its end', () => {
    const values = { mode: 'EXCLUSIVE', wanted: 'NON_EXCLUSIVE', until: '2028-12-31' };
    expect(
      ['zh-CN', 'en'].map((language) =>
        constraintInWords(wordsIn(language), { name: 'LICENCE_CONFLICT', side: 'SUPPLY', values }),
      ),
    ).toEqual([
      '成果已有在先的独占许可（至 2028-12-31），不能再授予所要的普通许可',
      'An earlier exclusive licence is in force (until 2028-12-31); the wanted non-exclusive licence cannot be granted',
    ]);
    expect(constraintInWords(wordsIn('en'), { name: 'EXPIRED', side: 'DEMAND', values: {} })).toBe(
      'The demand is no longer valid',
    );
  });
});
