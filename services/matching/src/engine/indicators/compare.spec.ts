import fc from 'fast-check';
import type { Verdict } from './compare.js';
import { compareIndicators, indicatorFit } from './compare.js';
import { parseIndicators } from './parse.js';
import type { Figure } from './quantity.js';
import { fromStructured, isMoney, toStructured } from './structured.js';

const compare = (target: string, claim: string): Verdict => {
  const [verdict] = compareIndicators(parseIndicators(target), parseIndicators(claim));
  if (!verdict) throw new Error(`no target in ${target}`);
  return verdict;
};
const short = (verdict: Verdict): string => {
  if (verdict.outcome === 'MEETS') return 'meets';
  if (verdict.outcome === 'UNKNOWN') return verdict.reason;
  return `${verdict.by.side} ${verdict.by.amount}`;
};

const cases: [target: string, claim: string, expected: string][] = [
  ['冲击韧性≥60%', '冲击韧性≥67%', 'meets'],
  ['冲击韧性≥60%', '抗冲击韧性≥50%', 'MAY_REACH'],
  ['冲击韧性≥60%', '冲击韧性为50%', 'BELOW 10'],
  ['冲击韧性≥60%', '冲击韧性不超过50%', 'BELOW 10'],
  ['冲击韧性>60%', '冲击韧性为60%', 'BELOW 0'],
  ['冲击韧性≥60%', '冲击韧性为55~70%', 'MAY_REACH'],
  ['噪声≤65dB', '噪音为70分贝', 'ABOVE 5'],
  ['噪声≤65dB', '噪声小于60dB(A)', 'meets'],
  ['抗压强度≥40MPa', '耐压强度达到52N/mm²', 'meets'],
  ['tensile strength at least 500 MPa', '抗拉强度≥0.6GPa', 'meets'],
  ['堆积密度≥1.8g/cm³', '密度为2.4g/cm³', 'NO_CLAIM'],
  ['堆积密度≥1.8g/cm³', 'bulk density of 1850 kg/m3', 'meets'],
  ['成本降低20%以上', '生产成本降低25%', 'meets'],
  ['成本降低20%以上', '成本降低12%', 'BELOW 8'],
  ['成本降低20%以上', '成本为20元', 'OTHER_DIMENSION'],
  ['成本降低20%以上', '成本提高25%', 'NOT_COMPARABLE'],
  ['产能达到3万吨/年', '年产5000吨', 'BELOW 2.5'],
  ['工作温度-40℃~85℃', '使用温度-45~90℃', 'meets'],
  ['工作温度-40℃~85℃', '使用温度-20~90℃', 'ABOVE 20'],
  ['工作温度-40℃~85℃', '工作温度-45~70℃', 'BELOW 15'],
  ['工作温度-40℃~85℃', '工作温度25℃', 'NOT_COMPARABLE'],
  ['厚度10~12mm', '厚度为1.1cm', 'meets'],
  ['厚度10~12mm', '厚度为10.5~13mm', 'MAY_REACH'],
  ['厚度10~12mm', '厚度为15mm', 'ABOVE 3'],
  ['耐温≥1700℃', '耐温1500度', 'BELOW 200'],
  ['耐温≥1700℃', '耐温范围20~1800℃', 'meets'],
  ['转速≥3000r/min', '转速达60Hz', 'meets'],
  ['硬度≥HRC58', '硬度≥HV650', 'OTHER_DIMENSION'],
  ['防护等级IP66', '防护等级IP68', 'meets'],
  ['防护等级IP66', '防护等级IP56', 'BELOW 10'],
  ['寿命≥5年', '使用寿命≥60个月', 'meets'],
  ['效率95%', '效率达到98%', 'meets'],
  ['定位精度±0.02mm', '定位精度优于0.01mm', 'meets'],
  ['温升≤30K', '温升25℃', 'meets'],
  ['外形尺寸100×80×60mm', '外形尺寸10×8×6cm', 'meets'],
  ['外形尺寸100×80×60mm', '外形尺寸100×80×70mm', 'ABOVE 10'],
  ['供电220V/380V', '供电220/380V', 'meets'],
  ['A面剥离强度≥8N/mm', 'B层剥离强度≥9N/mm', 'NAME_UNCLEAR'],
  ['孔隙率≤3%', '具有良好的耐磨性', 'NO_CLAIM'],
];

describe('comparing claims with targets', () => {
  it.each(cases)('%s against %s: %s', (target, claim, expected) => {
    expect(short(compare(target, claim))).toBe(expected);
  });

  it('mixes what records hold with what texts say', () => {
    const target = fromStructured({ name: '抗压强度', operator: 'GE', value: 40, unit: 'MPa' });
    const [verdict] = compareIndicators([target], parseIndicators('材料的耐压强度为38MPa'));
    expect(verdict).toMatchObject({ outcome: 'MISSES', by: { side: 'BELOW', amount: 2, share: 0.05 } });
  });

  it('gives one verdict a target in their order and leaves the inputs alone', () => {
    const targets = parseIndicators('密度≥2g/cm³，孔隙率≤3%');
    const claims = parseIndicators('孔隙率2%');
    const before = JSON.stringify([targets, claims]);
    expect(compareIndicators(targets, claims).map(short)).toEqual(['NO_CLAIM', 'meets']);
    expect(JSON.stringify([targets, claims])).toBe(before);
  });

  it('tells money from the rest, and what a record can hold', () => {
    expect(parseIndicators('总投资约1.2亿元，预算50万，售价3600元/吨，密度2g/cm³').map(isMoney)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(parseIndicators('密度≥2g/cm³，成本降低20%，尺寸3×4mm').map(toStructured)).toEqual([
      { name: '密度', operator: 'GE', value: 2, unit: 'g/cm³' },
      undefined,
      undefined,
    ]);
  });

  const value = fc.integer({ min: 1, max: 1000 });
  const figure = (operator: Figure['operator'], amount: number, upper?: number): Figure => ({
    name: '剥离强度',
    operator,
    value: amount,
    unit: 'N/mm',
    ...(upper === undefined ? {} : { upper }),
  });
  const outcome = (target: Figure, claim: Figure): string => compareIndicators([target], [claim])[0]?.outcome ?? '';

  it('stays met when the claim gets better', () => {
    fc.assert(
      fc.property(value, value, value, fc.constantFrom('EQ' as const, 'GE' as const), (wanted, offered, more, operator) => {
        fc.pre(outcome(figure('GE', wanted), figure(operator, offered)) === 'MEETS');
        return outcome(figure('GE', wanted), figure(operator, offered + more)) === 'MEETS';
      }),
    );
    fc.assert(
      fc.property(value, value, value, (wanted, offered, less) => {
        fc.pre(outcome(figure('LE', wanted), figure('LE', offered)) === 'MEETS');
        return outcome(figure('LE', wanted), figure('LE', offered - less)) === 'MEETS';
      }),
    );
  });

  it('is decided by the numbers alone: a value meets a bound when it lies on its side', () => {
    fc.assert(
      fc.property(value, value, (wanted, offered) => {
        const [atLeast, atMost] = [
          outcome(figure('GE', wanted), figure('EQ', offered)),
          outcome(figure('LE', wanted), figure('EQ', offered)),
        ];
        return (
          (atLeast === 'MEETS') === offered >= wanted &&
          (atMost === 'MEETS') === offered <= wanted &&
          atLeast !== 'UNKNOWN' &&
          atMost !== 'UNKNOWN'
        );
      }),
    );
  });

  it('never promises what an open claim leaves open', () => {
    fc.assert(
      fc.property(value, value, (wanted, offered) => {
        const open = outcome(figure('GE', wanted), figure('GE', offered));
        return open === (offered >= wanted ? 'MEETS' : 'UNKNOWN');
      }),
    );
  });

  it('does not depend on the unit that the claim is written in', () => {
    fc.assert(
      fc.property(value, value, (wanted, offered) => {
        const target: Figure = { name: '厚度', operator: 'LE', value: wanted, unit: 'mm' };
        const plain = compareIndicators([target], [{ name: '厚度', operator: 'EQ', value: offered, unit: 'mm' }])[0];
        const other = compareIndicators([target], [{ name: '厚度', operator: 'EQ', value: offered / 10, unit: 'cm' }])[0];
        return plain !== undefined && other !== undefined && short(plain) === short(other);
      }),
    );
  });
});

describe('the fit of all indicators', () => {
  it('is 1 when all are met, 0 without a target, and between otherwise', () => {
    const fit = (target: string, claim: string): number =>
      indicatorFit(compareIndicators(parseIndicators(target), parseIndicators(claim)));
    expect(fit('密度≥2g/cm³', '密度2.1g/cm³')).toBe(1);
    expect(fit('', '密度2.1g/cm³')).toBe(0);
    const [near, far, none] = [fit('密度≥2g/cm³', '密度1.9g/cm³'), fit('密度≥2g/cm³', '密度0.5g/cm³'), fit('密度≥2g/cm³', '')];
    expect(near).toBeGreaterThan(none);
    expect(none).toBeGreaterThan(far);
    expect(near).toBeLessThan(1);
  });

  it('lies between 0 and 1 whatever the texts say', () => {
    const text = fc.array(fc.constantFrom('密度', '≥', '2', 'g/cm³', '，', '厚度', '10~12mm', '降低', '20%', '成本', '-', '℃'), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const fit = indicatorFit(compareIndicators(parseIndicators(a.join('')), parseIndicators(b.join(''))));
        return fit >= 0 && fit <= 1;
      }),
    );
  });
});
