import { demandContentSchema, listingContentSchema } from '@lastmile/protocol';
import type { DemandContent, ListingContent, QualityHint } from '@lastmile/protocol';
import { assess } from './quality.js';

const context = { duplicates: [], today: '2026-11-23' };
const ofListing = (content: Partial<ListingContent>): QualityHint[] =>
  assess({ kind: 'LISTING', content: listingContentSchema.parse(content) }, context).hints;
const ofDemand = (content: Partial<DemandContent>): QualityHint[] =>
  assess({ kind: 'DEMAND', content: demandContentSchema.parse(content) }, context).hints;
const told = (hints: QualityHint[]): Record<string, readonly [string, string]> =>
  Object.fromEntries(hints.map(({ code, text }) => [code, [text.zh, text.en]]));
const valuesOf = (hints: QualityHint[]): Record<string, QualityHint['values']> =>
  Object.fromEntries(hints.filter(({ values }) => Object.keys(values).length > 0).map(({ code, values }) => [code, values]));

describe('hints to a listing that is a bare generic title', () => {
  it('say all that is wanting, with general examples', () => {
    expect(told(ofListing({ title: '技术成果' }))).toEqual({
      TEXT_MISSING: [
        '正文没有说出标题以外的内容。请写明解决什么问题、怎样做到、已达到什么程度、用在哪里，约120字。',
        'The text says nothing beyond the title. Write which problem it solves, how, what has been reached and where it is used, in some 120 characters.',
      ],
      NO_ADVANTAGE: [
        '没有说明比现有方案好在哪里、值多少。请与对方正在用的办法比较，例如“与现用方案相比，寿命由2年延长到5年，单件成本降低20%”。',
        'It does not say what it does better than the leading alternative, and what that is worth. Compare: for example "与现用方案相比，寿命由2年延长到5年，单件成本降低20%".',
      ],
      NO_QUANTIFIED_TARGET: [
        '没有带数值的技术指标。请至少写一项（名称、界限、数值、单位），例如：成本降低≥20%、使用寿命≥5 年、产能≥1000 吨/年。',
        'No technical figure is given with a number. Give at least one (name, bound, value, unit), for example: 成本降低≥20%、使用寿命≥5 年、产能≥1000 吨/年.',
      ],
      TITLE_GENERIC: [
        '标题“技术成果”都是通用词，看不出是什么技术。请写明对象、方法和用途，例如“海上风电塔筒用石墨烯防腐涂料”。',
        'The title "技术成果" holds generic words only. Name the object, the method and the use: for example "海上风电塔筒用石墨烯防腐涂料".',
      ],
      NO_FIELD: [
        '选择技术领域，例如“新材料”，按领域查找的人才能看到。',
        'Choose the field of technology, for example "new materials", so that whoever looks by field finds it.',
      ],
      NO_READINESS: [
        '填写已达到的技术就绪度（1–9级）。实验室验证为4级，中试为6级，示范为7级，定型为8级。',
        'Give the readiness reached (1–9). Proved in the laboratory is 4, pilot 6, demonstration 7, final product 8.',
      ],
      NO_PRICE: [
        '写明价格或起价，双方才知道是否谈得拢。例如 300000.00 元。',
        'State a price or the price it starts from, so that both sides know whether they can meet. For example 300000.00 CNY.',
      ],
      NO_MODE: [
        '选择可提供的合作方式，例如技术许可、合作开发。',
        'Choose the modes of cooperation that are offered, for example licence, cooperative development.',
      ],
      NO_REGION: [
        '填写所在地的六位行政区划代码，例如 110108（北京市海淀区），便于就近对接。',
        'Give the six-digit code of the place, for example 110108 (Haidian, Beijing), so that near partners are found first.',
      ],
      NO_KEYWORDS: [
        '填写3至5个关键词，例如“石墨烯”、“防腐涂料”、“海上风电”。',
        'Give three to five keywords, for example "石墨烯", "防腐涂料", "海上风电".',
      ],
      NO_VALIDITY: [
        '填写有效期，例如到 2027-11-23，对方才知道信息没有过时。',
        'Say until when it is valid, for example 2027-11-23, so that others know it is not stale.',
      ],
    });
  });
});

describe('hints to a listing whose text says more than its form', () => {
  const hints = ofListing({
    title: '石墨烯涂料',
    abstract: '石墨烯改性的环氧树脂,用于海上塔筒,已完成中试。可许可或作价入股,许可费120万元。',
    indicators: [
      { name: '耐盐雾', operator: 'GE', value: 2500, unit: 'h' },
      { name: '干膜厚度', operator: 'RANGE', value: 120, upper: 150, unit: 'μm' },
    ],
  });

  it('take their examples from the text', () => {
    expect(told(hints)).toMatchObject({
      NO_ADVANTAGE: [
        '没有说明比现有方案好在哪里、值多少。请与对方正在用的办法比较，例如现有方案的数值与“耐盐雾≥2500 h”、“干膜厚度120~150 μm”差多少；可以写成“与市售同类材料相比，寿命由1000 h提高到2500 h，每吨成本降低15%”。',
        'It does not say what it does better than the leading alternative, and what that is worth. Compare: say what the present solution reaches where this has "耐盐雾≥2500 h", "干膜厚度120~150 μm", in the manner of "与市售同类材料相比，寿命由1000 h提高到2500 h，每吨成本降低15%".',
      ],
      TITLE_TOO_SHORT: [
        '标题“石墨烯涂料”太短。请写明对象、方法和用途，可以用上正文里的“改性”、“环氧树脂”。',
        'The title "石墨烯涂料" is too short. Name the object, the method and the use: the text offers "改性", "环氧树脂".',
      ],
      NO_FIELD: [
        '选择技术领域：内容看起来属于“新材料”。',
        'Choose the field of technology: the text looks like "new materials".',
      ],
      NO_READINESS: [
        '填写已达到的技术就绪度（1–9级）。正文提到“中试”，大约是6级。',
        'Give the readiness reached (1–9). The text says "中试", which is about level 6.',
      ],
      NO_PRICE: [
        '写明价格或起价，双方才知道是否谈得拢。正文里写有“120万元”，请填入：1200000.00元。',
        'State a price or the price it starts from, so that both sides know whether they can meet. The text says "120万元"; enter 1200000.00 CNY.',
      ],
      NO_MODE: [
        '选择可提供的合作方式：正文提到“许可”、“作价入股”，可选技术许可、作价投资。',
        'Choose the modes of cooperation that are offered: the text says "许可", "作价入股", so: licence, equity contribution.',
      ],
    });
  });
  it('carry the values to be taken over', () => {
    expect(valuesOf(hints)).toMatchObject({
      NO_FIELD: { suggested: 'NEW_MATERIALS' },
      NO_READINESS: { suggested: 6, word: '中试' },
      NO_PRICE: { found: ['120万元'], amount: '1200000.00' },
      NO_MODE: { suggested: ['LICENCE', 'EQUITY_CONTRIBUTION'] },
      NO_VALIDITY: { example: '2027-11-23' },
    });
  });
});

describe('hints to an English demand', () => {
  const hints = ofDemand({
    title: 'Coating wanted',
    content:
      'We look for a graphene layer on steel towers that stands salt spray, tested by a pilot. Our budget is up to CNY 850,000. A licence is fine.',
    deadline: '2026-11-01',
  });

  it('have English examples', () => {
    expect(told(hints)).toEqual({
      NO_QUANTIFIED_TARGET: [
        '没有带数值的目标指标。请至少写一项（名称、界限、数值、单位），例如：tensile strength ≥ 600 MPa, service temperature -40 to 150 °C, salt spray ≥ 2000 h。',
        'No target is given with a number. Give at least one (name, bound, value, unit), for example: tensile strength ≥ 600 MPa, service temperature -40 to 150 °C, salt spray ≥ 2000 h.',
      ],
      NO_BUDGET_RANGE: [
        '写明预算范围，双方才知道是否谈得拢。正文里写有“CNY 850,000”，请填入：850000.00元。',
        'State a budget range, so that both sides know whether they can meet. The text says "CNY 850,000"; enter 850000.00 CNY.',
      ],
      TEXT_TOO_SHORT: [
        '正文不重复的内容约28个词，写到80个词左右才够判断。请补充现在怎么做、差在哪里、试过什么、要达到什么。',
        'Without repetition the text has some 28 words; about 80 let others judge it. Add how it is done now, what is wrong with it, what was tried and what is to be reached.',
      ],
      NO_FIELD: [
        '选择技术领域：内容看起来属于“新材料”。',
        'Choose the field of technology: the text looks like "new materials".',
      ],
      NO_DEADLINE: [
        '完成期限 2026-11-01 已过，请填写新的期限，例如 2027-11-23。',
        'The deadline 2026-11-01 is over; give a new one, for example 2027-11-23.',
      ],
      TITLE_TOO_SHORT: [
        '标题“Coating wanted”太短。请写明对象、方法和用途，可以用上正文里的“graphene”、“layer”、“steel”。',
        'The title "Coating wanted" is too short. Name the object, the method and the use: the text offers "graphene", "layer", "steel".',
      ],
      NO_MODE: [
        '选择希望的合作方式：正文提到“licence”，可选技术许可。',
        'Choose the modes of cooperation that are wanted: the text says "licence", so: licence.',
      ],
      NO_READINESS: [
        '填写最低可接受的技术就绪度（1–9级）。正文提到“pilot”，大约是6级。',
        'Give the least readiness that is of use (1–9). The text says "pilot", which is about level 6.',
      ],
      NO_REGION: [
        '填写所在地的六位行政区划代码，例如 110108（北京市海淀区），便于就近对接。',
        'Give the six-digit code of the place, for example 110108 (Haidian, Beijing), so that near partners are found first.',
      ],
      NO_KEYWORDS: [
        '填写3至5个关键词，例如“Coating”、“graphene”、“layer”、“steel”、“towers”。',
        'Give three to five keywords, for example "Coating", "graphene", "layer", "steel", "towers".',
      ],
      NO_VALIDITY: [
        '填写有效期，例如到 2027-11-23，对方才知道信息没有过时。',
        'Say until when it is valid, for example 2027-11-23, so that others know it is not stale.',
      ],
    });
  });
});

describe('money in the text', () => {
  const found = (content: string): QualityHint['values'] | undefined =>
    ofDemand({ title: '石墨烯涂料', content }).find(({ code }) => code === 'NO_BUDGET_RANGE')?.values;

  it.each([
    ['预算50-80万元。', '50-80万元', '800000.00'],
    ['经费:1.5 亿元', '1.5 亿元', '150000000.00'],
    ['计划投入３００,０００元', '300,000元', '300000.00'],
    ['We can pay RMB 1.2 million for it.', 'RMB 1.2 million', '1200000.00'],
    ['The budget is 500 thousand yuan.', '500 thousand yuan', '500000.00'],
  ])('is read from %s', (content, word, amount) => {
    expect(found(content)).toEqual({ found: [word], amount });
  });
  it.each(['年产值5000万元。', '每吨降低成本120元。', '预算面议。'])('is not the budget in %s', (content) => {
    expect(found(content)).toEqual({});
  });
  it('asks for the upper end when the lower one is given, for half as much', () => {
    const [hint] = ofDemand({ title: '石墨烯涂料', budget: { min: { amount: '1.00', currency: 'CNY' } } }).filter(
      ({ path }) => path === 'budget',
    );
    expect([hint?.gain, hint?.text.en]).toEqual([
      0.07,
      'State a budget range, so that both sides know whether they can meet. Only the least is given; state the most, too.',
    ]);
  });
});
