import type { Source, Words } from './rule.decider.js';

/** The texts that rules come from, by a short name. */
export const laws = {
  transferLaw: {
    zh: '中华人民共和国促进科技成果转化法（2015年修正）',
    en: 'Law on Promoting the Transformation of Scientific Achievements (2015)',
  },
  civilCode: { zh: '中华人民共和国民法典合同编第二十章', en: 'Civil Code, Book Three, Chapter 20' },
  courtInterpretation: {
    zh: '最高人民法院关于审理技术合同纠纷案件适用法律若干问题的解释（2020年修正）',
    en: 'SPC Interpretation on Disputes over Technology Contracts (2020)',
  },
  beijingTransfer: {
    zh: '北京市促进科技成果转化条例',
    en: 'Beijing Regulation on Promoting the Transformation of Scientific Achievements',
  },
  beijingMarket: { zh: '北京市技术市场条例', en: 'Beijing Regulation on the Technology Market' },
  zhejiangTransfer: {
    zh: '浙江省促进科技成果转化条例',
    en: 'Zhejiang Regulation on Promoting the Transformation of Scientific Achievements',
  },
  zhejiangMarket: { zh: '浙江省技术市场条例', en: 'Zhejiang Regulation on the Technology Market' },
  shandongTransfer: {
    zh: '山东省促进科技成果转化条例',
    en: 'Shandong Regulation on Promoting the Transformation of Scientific Achievements',
  },
  implementing2016: { zh: '国发〔2016〕16号', en: 'State Council Document 2016 No. 16' },
  ownershipPilot: { zh: '国科发区〔2020〕128号', en: 'Ownership pilot plan, 2020 No. 128' },
  registration2000: { zh: '国科发政字〔2000〕063号', en: 'National registration measure, 2000 No. 063' },
  registrationPractice: { zh: '北京市技术合同认定登记办事实践', en: 'Practice of contract registration in Beijing' },
  registrationDraft: { zh: '技术合同认定登记管理办法（征求意见稿）', en: 'Draft measure on contract registration' },
  registrationForm: { zh: '技术合同登记表填写说明', en: 'Notes on the registration form' },
  marketStatistics: { zh: '北京技术市场统计年报（2015年）', en: 'Statistics of the Beijing technology market (2015)' },
  nankaiGuide: { zh: '天津市南开区技术合同认定登记办事指南', en: 'Registration guide of Nankai District, Tianjin' },
  payLaterPilot: { zh: '北京市“先使用后付费”试点（2022年）', en: 'Beijing "use first, pay later" pilot (2022)' },
  taxRelief: { zh: '财税〔2016〕36号等', en: 'Cai Shui 2016 No. 36 and others' },
  platform: { zh: '平台默认', en: 'Default of the platform' },
} as const satisfies Record<string, Words>;

/** @example source('beijingTransfer', '12', ['…', '…']) */
export const source = (law: keyof typeof laws, article: string, [zh, en]: readonly [string, string]): Source => ({
  law: laws[law],
  article,
  says: { zh, en },
});
