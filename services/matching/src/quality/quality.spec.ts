import fc from 'fast-check';
import { demandContentSchema, listingContentSchema, qualitySchema } from '@lastmile/protocol';
import type {
  CooperationMode,
  DemandContent,
  Indicator,
  ListingContent,
  Quality,
  QualityHint,
  QualityHintCode,
} from '@lastmile/protocol';
import type { Draft, Duplicate } from './draft.js';
import { assess } from './quality.js';
import { qualityPolicyAt } from './quality.policy.js';

const today = '2026-11-23';
const listing = (content: Partial<ListingContent>): Draft => ({
  kind: 'LISTING',
  content: listingContentSchema.parse({ title: '海上风电塔筒用石墨烯防腐涂料', ...content }),
});
const demand = (content: Partial<DemandContent>): Draft => ({
  kind: 'DEMAND',
  content: demandContentSchema.parse({ title: '寻找海上钢结构长效防腐办法', ...content }),
});
const assessed = (draft: Draft, duplicates: readonly Duplicate[] = []): Quality => assess(draft, { duplicates, today });
const hint = (quality: Quality, code: QualityHintCode): QualityHint => {
  const found = quality.hints.find((one) => one.code === code);
  if (!found) throw new Error(`no hint ${code} among ${quality.hints.map((one) => one.code).join(' ')}`);
  return found;
};
const codes = (draft: Draft): string[] => assessed(draft).hints.map(({ code }) => code);

const wholeListing: Partial<ListingContent> = {
  abstract:
    '海上塔筒的飞溅区长期受盐雾和浪花冲刷,常用的厚涂体系数年后起泡剥落,高空补涂花费很大。本涂料把片状石墨烯均匀分散在环氧树脂中,' +
    '形成层层交叠的屏障,水和氯离子难以穿过。涂层薄,附着牢,施工时一次喷涂即可,常温固化。已在两处海上平台挂样考察,适合风电、桥梁和码头钢结构的新建与维修。',
  advantage: '与常规厚涂体系相比,涂层薄一半,高空补涂的次数少得多。',
  field: 'NEW_MATERIALS',
  keywords: ['石墨烯', '防腐涂料'],
  indicators: [{ name: '耐盐雾', operator: 'GE', value: 3000, unit: 'h' }],
  readinessLevel: 7,
  modes: ['LICENCE'],
  price: { amount: '800000.00', currency: 'CNY' },
  region: '110108',
  validUntil: '2027-06-30',
};
const wholeDemand: Partial<DemandContent> = {
  content:
    '我们运营近海风电场,塔筒飞溅区的涂层每隔几年就要高空补涂,船期和人工都贵,而且补涂的地方很快又起泡。试过加厚和换进口涂料,效果有限。' +
    '希望找到一种附着牢、能耐受盐雾和干湿交替的涂层办法,最好现有喷涂设备可以直接用,在海上也能修补。可以先在一座塔筒上试用,效果稳定再推广到整个风场。',
  field: 'NEW_MATERIALS',
  keywords: ['防腐', '海上风电'],
  indicators: [{ name: '耐盐雾', operator: 'GE', value: 2500, unit: 'h' }],
  budget: { min: { amount: '300000.00', currency: 'CNY' }, max: { amount: '900000.00', currency: 'CNY' } },
  deadline: '2027-05-01',
  readinessLevel: 6,
  modes: ['LICENCE', 'DEVELOPMENT_COOPERATIVE'],
  region: '350100',
  validUntil: '2027-03-31',
};
const twin = (isOwn: boolean, likeness = 0.871): Duplicate => ({ id: isOwn ? 'L7' : 'X9', isOwn, title: '石墨烯涂料', likeness });

describe('the quality of a draft', () => {
  it('is whole when nothing is wanting', () => {
    for (const draft of [listing(wholeListing), demand(wholeDemand)])
      expect(assessed(draft)).toEqual({
        score: 1,
        grade: 'GOOD',
        hints: [],
        duplicates: [],
        policyVersion: 'quality-2026-11-23',
      });
  });
  it('is poor when there is a bare generic title', () => {
    for (const draft of [listing({ title: '新材料研发' }), demand({ title: '技术需求' })]) {
      const { score, grade, hints } = assessed(draft);
      expect(score).toBeLessThan(0.1);
      expect(grade).toBe('POOR');
      expect(hints.map(({ code }) => code)).toEqual(expect.arrayContaining(['TITLE_GENERIC', 'TEXT_MISSING', 'NO_FIELD']));
    }
  });
  it('is fair in between', () => {
    const { grade, score } = assessed(demand({ ...wholeDemand, indicators: [], budget: undefined, deadline: undefined }));
    expect([grade, score]).toEqual(['FAIR', 0.59]);
  });
  it('has weights that add up to one for each kind', () => {
    const { weights } = qualityPolicyAt(today);
    for (const all of [weights.LISTING, weights.DEMAND])
      expect(Object.values(all).reduce((sum, weight) => sum + weight, 0)).toBe(1000);
  });
  it('uses the policy of the day, the first one for earlier days', () => {
    const first = qualityPolicyAt('2026-06-01');
    const second = { ...first, version: 'quality-2027', from: '2027-01-01' };
    const versionAt = (day: string): string => qualityPolicyAt(day, [first, second]).version;
    expect(['2020-01-01', '2026-12-31', '2027-01-01'].map(versionAt)).toEqual([first.version, first.version, second.version]);
  });
});

const optional = <T>(value: T) => fc.option(fc.constant(value), { nil: undefined });
const texts = fc.constantFrom(
  '',
  '无',
  '涂层。',
  wholeListing.abstract ?? '',
  wholeDemand.content ?? '',
  'A coating for towers, 20 % cheaper.',
);
const titles = fc.constantFrom(
  '新材料研发',
  '涂料',
  '海上风电塔筒用石墨烯防腐涂料',
  'Technology needs',
  'Graphene coating for offshore towers',
);
const content = {
  title: titles,
  field: optional('NEW_MATERIALS' as const),
  keywords: fc.constantFrom<string[]>([], ['石墨烯']),
  indicators: fc.constantFrom<Indicator[]>([], wholeListing.indicators ?? []),
  readinessLevel: optional(6),
  modes: fc.constantFrom<CooperationMode[]>([], ['LICENCE']),
  region: optional('110108'),
  validUntil: fc.constantFrom(undefined, '2026-01-01', '2027-01-01'),
};
const drafts: fc.Arbitrary<Draft> = fc.oneof(
  fc.record({ ...content, abstract: texts, advantage: texts, price: optional(wholeListing.price) }).map((one) => listing(one)),
  fc
    .record({
      ...content,
      content: texts,
      budget: optional(wholeDemand.budget),
      deadline: fc.constantFrom(undefined, '2026-01-01', '2027-01-01'),
    })
    .map((one) => demand(one)),
);
const neighbours = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    isOwn: fc.boolean(),
    title: titles,
    likeness: fc.double({ min: 0.6, max: 1, noNaN: true }),
  }),
  { maxLength: 4 },
);

describe('for any draft', () => {
  it('score and gains add up to one, hints come with the largest gain first, and all of it fits the message', () => {
    fc.assert(
      fc.property(drafts, neighbours, (draft, duplicates) => {
        const quality = assessed(draft, duplicates);
        const gains = quality.hints.map(({ gain }) => gain);
        expect(quality.score + gains.reduce((sum, gain) => sum + gain, 0)).toBeCloseTo(1, 9);
        expect(gains).toEqual([...gains].sort((a, b) => b - a));
        for (const gain of gains) expect(gain).toBeGreaterThan(0);
        expect(qualitySchema.parse(quality)).toEqual(quality);
        expect(quality.grade).toBe(quality.score < 0.4 ? 'POOR' : quality.score < 0.7 ? 'FAIR' : 'GOOD');
        expect(assessed(draft, duplicates)).toEqual(quality);
      }),
    );
  });
  it('each code comes once, names a field of the content, and is told in both languages', () => {
    fc.assert(
      fc.property(drafts, neighbours, (draft, duplicates) => {
        const { hints } = assessed(draft, duplicates);
        expect(new Set(hints.map(({ code }) => code)).size).toBe(hints.length);
        const fields = Object.keys((draft.kind === 'LISTING' ? listingContentSchema : demandContentSchema).shape);
        for (const { path, text } of hints) {
          expect(fields).toContain(path);
          expect(text.zh).toMatch(/\p{Script=Han}.*。$/su);
          expect(text.en).toMatch(/^[A-Z].*\.$/s);
          expect(`${text.zh}${text.en}`).not.toMatch(/undefined|NaN|\[object/);
        }
      }),
    );
  });
  it('a value of the form that is filled in gains exactly what its hint promised', () => {
    const fields = [
      'field',
      'readinessLevel',
      'modes',
      'region',
      'keywords',
      'validUntil',
      'price',
      'budget',
      'deadline',
    ] as const;
    fc.assert(
      fc.property(drafts, fc.constantFrom(...fields), (draft, field) => {
        const before = assessed(draft);
        const wanting = before.hints.find(({ path }) => path === field);
        const filled: Partial<DemandContent & ListingContent> = draft.kind === 'LISTING' ? wholeListing : wholeDemand;
        const content = { ...draft.content, [field]: filled[field] };
        const after = assessed({ ...draft, content } as Draft);
        expect(after.score - before.score).toBeCloseTo(wanting?.gain ?? 0, 9);
      }),
    );
  });
});

describe('the title', () => {
  it.each([
    '技术需求',
    '新材料研发',
    '某某化工有限公司技术需求',
    '关于新能源的合作项目',
    '求购先进技术',
    '2026年技术难题',
    'Technology needs',
    'New materials research',
    '！！！',
  ])('%s is generic', (title) => {
    expect(codes(demand({ ...wholeDemand, title }))).toEqual(['TITLE_GENERIC']);
  });
  it.each(['涂料', '车门锁', 'Coating wanted'])('%s is too short', (title) => {
    expect(codes(demand({ ...wholeDemand, title }))).toEqual(['TITLE_TOO_SHORT']);
  });
  it.each(['石墨烯防腐涂料', '高盐废水分盐技术', 'PAO合成催化剂', '车门锁耐久试验台', 'Graphene anticorrosion coating'])(
    '%s is good',
    (title) => {
      expect(codes(demand({ ...wholeDemand, title }))).toEqual([]);
    },
  );
});

describe('the text', () => {
  it.each(['', '无', '见附件。', '技术需求', '寻找海上钢结构长效防腐办法。'])('%j says nothing beyond the title', (content) => {
    expect(hint(assessed(demand({ ...wholeDemand, content })), 'TEXT_MISSING')).toMatchObject({ path: 'content', gain: 0.18 });
  });
  it('counts what it says, not how often', () => {
    const once = '希望涂层附着牢,能耐受盐雾和干湿交替。';
    const short = hint(assessed(demand({ ...wholeDemand, content: once })), 'TEXT_TOO_SHORT');
    expect(short.gain).toBeGreaterThan(0.1);
    expect(short.gain).toBeLessThan(0.18);
    const often = hint(assessed(demand({ ...wholeDemand, content: once.repeat(20) })), 'TEXT_TOO_SHORT');
    expect(often.gain).toBeCloseTo(short.gain, 1);
  });
});

describe('the advantage', () => {
  const bare = { ...wholeListing, advantage: '' };
  it.each([
    '相比传统涂料更耐久。',
    '性能优于进口产品。',
    '寿命较传统工艺延长一倍。',
    '成本比燃气锅炉低三成左右。',
    '掉粉量为市售毡的十分之一。',
    '漏损率由19%降至10.5%。',
    'It lasts longer than conventional coatings.',
    'Cost is half that of zinc.',
    'The cycle takes 95 s against 210 s by hand.',
    'Belt life rises by about 40 %.',
  ])('may stand in the text: %s', (sentence) => {
    expect(codes(listing({ ...bare, abstract: `${bare.abstract ?? ''}${sentence}` }))).not.toContain('NO_ADVANTAGE');
  });
  it.each([
    '性价比高。',
    '配比可调,比表面积大。',
    '误差不超过1次/分。',
    'It detects a fall in less than one minute and no more than 2 % are missed.',
  ])('is not shown by %s', (sentence) => {
    expect(codes(listing({ ...bare, abstract: `${bare.abstract ?? ''}${sentence}` }))).toContain('NO_ADVANTAGE');
  });
  it('is nothing when it says nothing', () => {
    expect(codes(listing({ ...wholeListing, advantage: '无' }))).toEqual(['NO_ADVANTAGE']);
  });
});

describe('targets in the text', () => {
  const text = `${wholeDemand.content ?? ''}要求附着力≥8MPa,耐盐雾不低于2500小时,涂层厚度120~150μm,综合成本降低20%以上;预算80万元,塔筒有四十多座。`;
  const found = {
    code: 'TARGETS_NOT_STRUCTURED',
    path: 'indicators',
    gain: 0.08,
    text: {
      zh: '把正文里的数值填入目标指标一栏，才能与对方逐项比较：“附着力 ≥8MPa”、“耐盐雾 不低于2500小时”、“涂层厚度 120~150μm”、“综合成本 降低20%以上”。',
      en: 'Enter the numbers of the text as targets, so that they can be compared one by one: "附着力 ≥8MPa", "耐盐雾 不低于2500小时", "涂层厚度 120~150μm", "综合成本 降低20%以上".',
    },
    values: { found: ['附着力 ≥8MPa', '耐盐雾 不低于2500小时', '涂层厚度 120~150μm', '综合成本 降低20%以上'] },
    indicators: [
      { name: '附着力', operator: 'GE', value: 8, unit: 'MPa' },
      { name: '耐盐雾', operator: 'GE', value: 2500, unit: '小时' },
      { name: '涂层厚度', operator: 'RANGE', value: 120, upper: 150, unit: 'μm' },
      { name: '综合成本降低', operator: 'GE', value: 20, unit: '%' },
    ],
  };

  it('are handed over ready to be filled in, without money and numbers in passing', () => {
    expect(assessed(demand({ ...wholeDemand, content: text, indicators: [] })).hints).toEqual([found]);
  });
  it('are wanted only as far as no indicator holds them, in whatever unit', () => {
    const quality = assessed(
      demand({
        ...wholeDemand,
        content: text,
        indicators: [
          { name: '盐雾试验', operator: 'GE', value: 2500, unit: 'h' },
          { name: '附着强度', operator: 'GE', value: 8000, unit: 'kPa' },
        ],
      }),
    );
    expect(hint(quality, 'TARGETS_NOT_STRUCTURED')).toMatchObject({
      gain: 0.04,
      values: { found: ['涂层厚度 120~150μm', '综合成本 降低20%以上'] },
    });
  });
  it('are nothing more to mend once they are taken over', () => {
    const { indicators } = found as { indicators: Indicator[] };
    expect(codes(demand({ ...wholeDemand, content: text, indicators }))).toEqual([]);
  });
  it('are read from English, too', () => {
    const content = `${wholeDemand.content ?? ''} The salt spray resistance is at least 2000 h and the film thickness below 200 μm.`;
    const { indicators } = hint(assessed(demand({ ...wholeDemand, content, indicators: [] })), 'TARGETS_NOT_STRUCTURED');
    expect(indicators?.map(({ operator, value, unit }) => [operator, value, unit])).toEqual([
      ['GE', 2000, 'h'],
      ['LE', 200, 'μm'],
    ]);
  });
  it('are none where people, years and places are counted', () => {
    const content = `${wholeDemand.content ?? ''}公司有四十多名工人,2019年起管着30座塔筒,基地占地面积2000平方米。`;
    expect(codes(demand({ ...wholeDemand, content, indicators: [] }))).toEqual(['NO_QUANTIFIED_TARGET']);
  });
});

describe('a day that is over', () => {
  it('is as good as none', () => {
    const { deadline, validUntil } = { deadline: '2026-11-22', validUntil: '2026-11-22' };
    const quality = assessed(demand({ ...wholeDemand, deadline, validUntil }));
    expect(hint(quality, 'NO_DEADLINE').text).toEqual({
      zh: '完成期限 2026-11-22 已过，请填写新的期限，例如 2027-11-23。',
      en: 'The deadline 2026-11-22 is over; give a new one, for example 2027-11-23.',
    });
    expect(hint(quality, 'NO_VALIDITY').text).toEqual({
      zh: '有效期 2026-11-22 已过，不再参与匹配。请延长，例如到 2027-11-23。',
      en: 'It was valid until 2026-11-22 and is offered to nobody any more; renew it, for example until 2027-11-23.',
    });
    expect(codes(demand({ ...wholeDemand, deadline: today, validUntil: today }))).toEqual([]);
  });
  it('has an example that exists', () => {
    const { hints } = assess(demand({ ...wholeDemand, deadline: undefined }), { duplicates: [], today: '2028-02-29' });
    expect(hints.find(({ code }) => code === 'NO_DEADLINE')?.values).toEqual({ example: '2029-02-28' });
  });
});

describe('records that say nearly the same', () => {
  it('are told, own ones with what to do about them', () => {
    const quality = assessed(listing(wholeListing), [twin(false), twin(true)]);
    expect(quality.score).toBe(0.95);
    expect(hint(quality, 'DUPLICATE_OF_OWN')).toEqual({
      code: 'DUPLICATE_OF_OWN',
      path: 'title',
      gain: 0.04,
      text: {
        zh: '与本单位已发布的“石墨烯涂料”有87%相同。请修改那一条，或撤回其中一条。',
        en: 'It is 87 % the same as your own "石墨烯涂料". Revise that one, or withdraw one of the two.',
      },
      values: { id: 'L7', title: '石墨烯涂料', likeness: 0.871, count: 1 },
    });
    expect(hint(quality, 'NEAR_DUPLICATE')).toEqual({
      code: 'NEAR_DUPLICATE',
      path: 'title',
      gain: 0.01,
      text: {
        zh: '与其他单位发布的“石墨烯涂料”有87%相同。请写明不同之处。',
        en: 'It is 87 % the same as "石墨烯涂料" of another organisation. Say what is different about yours.',
      },
      values: { title: '石墨烯涂料', likeness: 0.871, count: 1 },
    });
    expect(quality.duplicates).toEqual([twin(true), twin(false)]);
  });
});
