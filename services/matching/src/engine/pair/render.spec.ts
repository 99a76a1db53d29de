import type { Explanation } from '@lastmile/protocol';
import { explanationSchema } from '@lastmile/protocol';
import { evidenceCodes, phraseOf } from './evidence.phrases.js';
import { renderExplanation } from './render.js';

const explanation: Explanation = {
  words: [
    { word: '氮化硅', weight: 0.251 },
    { word: '基板', weight: 0.13 },
    { word: 'MOF', weight: 0.04, counterpart: '金属有机框架' },
  ],
  components: [
    {
      name: 'title',
      score: 0.7,
      weight: 0.3,
      evidence: [{ code: 'WORDS_SHARED', values: { words: '氮化硅,基板' } }],
    },
    {
      name: 'body',
      score: 0.76,
      weight: 0.45,
      evidence: [
        { code: 'WORDS_SHARED', values: { words: '氮化硅' } },
        { code: 'WORDS_RARE', values: { words: '氮化硅' } },
      ],
    },
    {
      name: 'indicators',
      score: 0.5,
      weight: 0.08,
      evidence: [{ code: 'INDICATORS_COMPARED', values: { met: 1, missed: 1, unknown: 0 } }],
    },
    {
      name: 'price',
      score: 0.6944,
      weight: 0.05,
      evidence: [{ code: 'PRICE_OVER_BUDGET', values: { price: 120_000_000, budget: 100_000_000, over: 20_000_000 } }],
    },
    {
      name: 'field',
      score: 0.5,
      weight: 0.05,
      evidence: [{ code: 'FIELD_RELATED', values: { listing: 'NEW_MATERIALS', demand: 'NEW_ENERGY' } }],
    },
    {
      name: 'region',
      score: 1,
      weight: 0.04,
      evidence: [{ code: 'REGION_SAME_CITY', values: { listing: '110108', demand: '110105' } }],
    },
    { name: 'smallBusiness', score: 1, weight: 0.03, evidence: [{ code: 'SMALL_BUSINESS', values: {} }] },
  ],
  numbers: [
    { quantity: '热导率', target: '≥80 W/(m·K)', claim: '90 W/(m·K)', verdict: 'MEETS' },
    {
      quantity: '厚度',
      target: '≤0.32 mm',
      claim: '0.4 mm',
      verdict: 'MISSES',
      by: { amount: 0.08, unit: 'mm', share: 0.25 },
      reason: 'ABOVE',
    },
    { quantity: '寿命', target: '≥10年', verdict: 'UNKNOWN', reason: 'NO_CLAIM' },
  ],
  missing: ['DEMAND_MODES', 'LISTING_READINESS', 'LISTING_MODES'],
  engineVersion: 'pair-2',
  modelVersion: 'hand-1',
  policyVersion: 'beijing-2021',
};

describe('an explanation', () => {
  const { zh, en } = renderExplanation(explanationSchema.parse(explanation), 0.7452, 3);

  it('reads in Chinese', () =>
    expect(zh).toEqual([
      '较契合：综合得分 74.5 分（满分 100 分）。',
      '最有分量的共同词：“氮化硅”（25.1 分）、“基板”（13 分）。',
      '成果中的“MOF”对应需求中的“金属有机框架”（4 分）。',
      '热导率：需求≥80 W/(m·K)，成果90 W/(m·K)，满足。',
      '厚度：需求≤0.32 mm，成果0.4 mm，高0.08 mm（25%），不满足。',
      '寿命：需求≥10年，成果未说明。',
      '全文得 34.2 分（最多 45 分，契合度 76%）：双方都提到“氮化硅”；“氮化硅”较为少见，因此更有分量。',
      '标题得 21 分（最多 30 分，契合度 70%）：双方都提到“氮化硅”、“基板”。',
      '技术指标得 4 分（最多 8 分，契合度 50%）：需求的量化指标中，达标 1 项，未达标 1 项，成果未说明 0 项。',
      '地区加 4 分：双方同城，成果在北京（110108），需求在北京（110105）。',
      '价格得 3.5 分（最多 5 分，契合度 69%）：报价 120 万元，超出预算 100 万元共 20 万元。',
      '中小微企业优先加 3 分：需求方为中小微企业，优先对接。',
      '技术领域得 2.5 分（最多 5 分，契合度 50%）：成果属新材料，与需求的新能源与高效节能相邻。',
      '需求未给出合作方式，可由需求方补充。',
      '成果未给出技术成熟度、合作方式，可由成果方补充。',
      '评分依据：引擎 pair-2、文本模型 hand-1、政策 beijing-2021。',
    ]));
  it('reads in English', () =>
    expect(en).toEqual([
      'Fairly strong fit: 74.5 of 100 points.',
      'The shared words that count most: “氮化硅” (25.1 points) and “基板” (13 points).',
      '“MOF” in the listing corresponds to “金属有机框架” in the demand (4 points).',
      'Thermal conductivity: wanted ≥ 80 W/(m·K), offered 90 W/(m·K): meets.',
      'Thickness: wanted ≤ 0.32 mm, offered 0.4 mm: misses by 0.08 mm (25 %) above.',
      'Life: wanted ≥ 10 years: the offer does not say.',
      'Whole text, 34.2 of 45 points (fit 76%): both mention “氮化硅”; “氮化硅” is rare and so counts more.',
      'Title, 21 of 30 points (fit 70%): both mention “氮化硅” and “基板”.',
      "Indicators, 4 of 8 points (fit 50%): of the demand's indicators 1 met, 1 missed, 0 not stated by the listing.",
      'Region, 4 extra points: both are in one city, the listing in Beijing (110108), the demand in Beijing (110105).',
      'Price, 3.5 of 5 points (fit 69%): the price of CNY 1,200,000 is CNY 200,000 over the budget of CNY 1,000,000.',
      'Small-business priority, 3 extra points: a micro, small or medium enterprise asks and goes first.',
      "Field, 2.5 of 5 points (fit 50%): the listing is in new materials, next to the demand's new energy and energy efficiency.",
      'The demand names no cooperation mode; its owner can add it.',
      'The listing names no readiness level and no cooperation mode; its owner can add them.',
      'Rated by engine pair-2, text model hand-1 and policy beijing-2021.',
    ]));
  it('of no fit says that nothing else counts', () => {
    const components = [
      { name: 'body', score: 0, weight: 1, evidence: [{ code: 'NO_WORDS_SHARED', values: {} }] },
      { name: 'field', score: 1, weight: 0, evidence: [{ code: 'FIELD_SAME', values: { field: 'NUCLEAR' } }] },
    ];
    const rendered = renderExplanation({ words: [], components, engineVersion: 'pair-2', missing: ['DEMAND_INDICATORS'] }, 0, 1);
    expect(rendered).toEqual({
      zh: [
        '不相关：综合得分 0 分（满分 100 分）。',
        '文字契合度过低，其他方面不计分。',
        '全文得 0 分（最多 100 分，契合度 0%）：没有共同的词。',
        '技术领域不计分：双方同属核应用。',
        '需求未给出量化指标，可由需求方补充。',
        '评分依据：引擎 pair-2。',
      ],
      en: [
        'No fit: 0 of 100 points.',
        'The texts fit too little for anything else to count.',
        'Whole text, 0 of 100 points (fit 0%): no word in common.',
        'Field, not counted: both are in nuclear applications.',
        'The demand names no indicator; its owner can add it.',
        'Rated by engine pair-2.',
      ],
    });
  });
  it('takes another form of an English word for the word', () => {
    const words = [{ word: 'coatings', weight: 0.2, counterpart: 'Coating' }];
    const { en } = renderExplanation({ words, components: [], engineVersion: 'pair-2' }, 0.3, 2);
    expect(en[1]).toBe('The shared words that count most: “coatings” (20 points).');
  });
  it('of an earlier engine, without evidence, is told as well', () => {
    const old = { words: [], components: [{ name: 'novelty', score: 0.5, weight: 1 }], engineVersion: 'lexical-1' };
    expect(renderExplanation(old, 0.5, 3)).toEqual({
      zh: [
        '较契合：综合得分 50 分（满分 100 分）。',
        'novelty得 50 分（最多 100 分，契合度 50%）。',
        '评分依据：引擎 lexical-1。',
      ],
      en: ['Fairly strong fit: 50 of 100 points.', 'Novelty, 50 of 100 points (fit 50%).', 'Rated by engine lexical-1.'],
    });
  });
});

const told: [code: string, values: Record<string, string | number>, zh: string, en: string][] = [
  ['WORDS_SHARED', { words: '轴承,淬火,风电' }, '双方都提到“轴承”、“淬火”、“风电”', 'both mention “轴承”, “淬火” and “风电”'],
  ['WORDS_RARE', { words: 'MOF,CBN' }, '“MOF”、“CBN”较为少见，因此更有分量', '“MOF” and “CBN” are rare and so count more'],
  ['NO_WORDS_SHARED', {}, '没有共同的词', 'no word in common'],
  [
    'WORDS_SHARED_WEAK',
    { words: '技术,系统' },
    '共同的词“技术”、“系统”分量很轻，几乎不计分',
    'the words in common, “技术” and “系统”, hardly count',
  ],
  ['ACROSS_LANGUAGES', {}, '双方语言不同，按词义比较', 'written in different languages, compared by meaning'],
  [
    'MEANING_PAIRS',
    { words: '电解液,热泵', counterparts: '锂电池,heat pump' },
    '含义相关的词：“电解液”与“锂电池”、“热泵”与“heat pump”',
    'words of related meaning: “电解液” ~ “锂电池” and “热泵” ~ “heat pump”',
  ],
  [
    'MEANING_RELATED',
    { likeness: 0.8 },
    '共同的词之外，整体含义也相近',
    'beyond shared words, they are about closely related things',
  ],
  [
    'MEANING_RELATED',
    { likeness: 0.5 },
    '共同的词之外，整体含义有些相近',
    'beyond shared words, they are about somewhat related things',
  ],
  [
    'MEANING_RELATED',
    { likeness: 0.2 },
    '共同的词之外，整体含义相去较远',
    'beyond shared words, they are about different things',
  ],
  [
    'MEANING_RELATED',
    { likeness: 0.42, unrelated: 0.4087 },
    '共同的词之外，整体含义相去较远（无关的文本通常在 41% 左右）',
    'beyond shared words, they are about different things (unrelated texts are usually near 41%)',
  ],
  ['FIELD_SAME', { field: 'AGRICULTURE' }, '双方同属农业', 'both are in agriculture'],
  [
    'FIELD_RELATED',
    { listing: 'NEW_ENERGY', demand: 'NUCLEAR' },
    '成果属新能源与高效节能，与需求的核应用相邻',
    "the listing is in new energy and energy efficiency, next to the demand's nuclear applications",
  ],
  [
    'FIELD_OTHER',
    { listing: 'AGRICULTURE', demand: 'AEROSPACE' },
    '成果属农业，需求属航空航天',
    'the listing is in agriculture, the demand in aerospace',
  ],
  ['READINESS_REACHED', { reached: 8, wanted: 7 }, '成果成熟度 8 级，达到需求的 7 级', 'readiness 8 reaches the wanted 7'],
  [
    'READINESS_BELOW',
    { reached: 5, wanted: 7, below: 2 },
    '成果成熟度 5 级，比需求的 7 级低 2 级',
    'readiness 5 is 2 below the wanted 7',
  ],
  [
    'READINESS_SUITS_MODE',
    { reached: 4, mode: 'DEVELOPMENT_COMMISSIONED' },
    '成果成熟度 4 级，适合委托开发',
    'readiness 4 suits commissioned development',
  ],
  [
    'READINESS_EARLY_FOR_MODE',
    { reached: 5, mode: 'LICENCE', usual: 7 },
    '成果成熟度 5 级，技术许可通常需 7 级以上',
    'readiness 5, where 7 or more is usual for licence',
  ],
  [
    'READINESS_LATE_FOR_MODE',
    { reached: 8, mode: 'DEVELOPMENT_COOPERATIVE', usual: 6 },
    '成果成熟度 8 级，合作开发通常从 6 级以下开始',
    'readiness 8, where 6 or less is usual for cooperative development',
  ],
  ['MODES_OFFERED', { modes: 'LICENCE' }, '需求希望的技术许可，成果方可提供', 'the wanted licence is offered'],
  [
    'MODES_OFFERED',
    { modes: 'LICENCE,SERVICE' },
    '需求希望的技术许可、技术服务，成果方均可提供',
    'the wanted licence and technical service are all offered',
  ],
  [
    'MODES_PARTLY_OFFERED',
    { modes: 'LICENCE', offered: 'SERVICE,CONSULTING' },
    '需求希望技术许可，成果方提供技术服务、技术咨询',
    'wanted: licence; offered: technical service and consulting',
  ],
  [
    'MODE_COMPATIBLE',
    { wanted: 'ASSIGNMENT', offered: 'LICENCE' },
    '技术许可可部分替代技术转让',
    'licence may stand in for assignment',
  ],
  [
    'LICENCES_REMAIN',
    { modes: 'SOLE' },
    '已有排他许可，转让后继续有效',
    'an earlier sole licence stays in force after an assignment',
  ],
  [
    'PRICE_WITHIN_BUDGET',
    { price: 550_000, budget: 1_250_000 },
    '报价 5500 元，在预算 1.25 万元之内',
    'the price of CNY 5,500 is within the budget of CNY 12,500',
  ],
  [
    'PRICE_OVER_BUDGET',
    { price: 1_500_000_000, budget: 1_000_000_000, over: 500_000_000 },
    '报价 1500 万元，超出预算 1000 万元共 500 万元',
    'the price of CNY 15,000,000 is CNY 5,000,000 over the budget of CNY 10,000,000',
  ],
  ['REGION_SAME_DISTRICT', { listing: '110108', demand: '110108' }, '双方同在北京（110108）', 'both are in Beijing (110108)'],
  [
    'REGION_SAME_CITY',
    { listing: '440301', demand: '440305' },
    '双方同城，成果在广东（440301），需求在广东（440305）',
    'both are in one city, the listing in Guangdong (440301), the demand in Guangdong (440305)',
  ],
  [
    'REGION_SAME_PROVINCE',
    { listing: '440100', demand: '440300' },
    '双方同省，成果在广东（440100），需求在广东（440300）',
    'both are in one province, the listing in Guangdong (440100), the demand in Guangdong (440300)',
  ],
  [
    'REGION_ELSEWHERE',
    { listing: '999999', demand: '110000' },
    '成果在999999，需求在北京（110000）；异地不减分',
    'the listing is in 999999, the demand in Beijing (110000); distance takes nothing away',
  ],
  [
    'EMBEDDING_LIKENESS',
    { model: 'bge-m3', likeness: 0.8137 },
    '句向量模型 bge-m3 判断双方相近度为 81%',
    'the embedding model bge-m3 finds them 81% alike',
  ],
  ['SMALL_BUSINESS', {}, '需求方为中小微企业，优先对接', 'a micro, small or medium enterprise asks and goes first'],
  [
    'INDICATORS_COMPARED',
    { met: 2, missed: 1, unknown: 3 },
    '需求的量化指标中，达标 2 项，未达标 1 项，成果未说明 3 项',
    "of the demand's indicators 2 met, 1 missed, 3 not stated by the listing",
  ],
  [
    'DECLINED_BEFORE',
    { reason: 'TOO_EARLY', side: 'DEMAND', count: 1 },
    '需求方曾 1 次以“成果还不够成熟”谢绝',
    'the demand side declined once: the achievement is not mature enough',
  ],
  [
    'DECLINED_BEFORE',
    { reason: 'PRICE', side: 'SUPPLY', count: 3 },
    '成果方曾 3 次以“价格不合适”谢绝',
    'the supply side declined 3 times: the price does not suit',
  ],
];

describe('a piece of evidence', () => {
  it.each(told)('%s %j', (code, values, zh, en) => expect(phraseOf({ code, values })).toEqual({ zh, en }));
  it('that is not known says nothing', () => expect(phraseOf({ code: 'NOVEL', values: {} })).toBeUndefined());
  it('has a sentence under test for each code', () =>
    expect(new Set(told.map(([code]) => code))).toEqual(new Set(evidenceCodes)));
});
