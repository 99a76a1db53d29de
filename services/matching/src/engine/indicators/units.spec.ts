import fc from 'fast-check';
import type { Measure } from './dimension.js';
import { divide, fromBase, isSameDimension, multiply, one, raise, toBase } from './dimension.js';
import { measureOf, unitOf } from './units.js';

const names =
  '米 毫米 cm μm km Å 英寸 平方米 亩 立方厘米 m³ L mL 升 克 kg 吨 t 秒 min 小时 天 个月 年 A mA K mol lx 元 美元 个 台 次 r Hz kHz N kN Pa MPa bar J kWh 千瓦时 W kW V kV Ah mAh Ω F T GB bit dB 目 级 % ‰ ppm 倍 cP tex'.split(
    ' ',
  );
const measured = (name: string): Measure => {
  const unit = unitOf(name);
  if (!unit) throw new Error(`unknown unit ${name}`);
  return unit.measure;
};
const unit = fc.constantFrom(...names);
const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
const same = (a: Measure, b: Measure): boolean => isSameDimension(a, b) && Math.abs(a.factor / b.factor - 1) < 1e-9;

describe('units', () => {
  it.each([
    ['克/立方厘米', 'g/cm3'],
    ['g·cm-3', 'g/cm³'],
    ['kg/m^3', 'g/L'],
    ['万吨/年', '万t/a'],
    ['吨每年', 't per year'],
    ['kW·h/t', '千瓦时/吨'],
    ['W/(m·K)', 'W/m·K'],
    ['W·m⁻¹·K⁻¹', 'W/(m·K)'],
    ['N/mm²', 'MPa'],
    ['N/m2', 'Pa'],
    ['mg/kg', 'ppm'],
    ['公斤', 'kg'],
    ['转/分', 'rpm'],
    ['亿元', '亿元人民币'],
    ['L/min', '升/分钟'],
    ['mg/100g', 'mg/(100g)'],
    ['J/(kg·K)', 'J/kg/K'],
    ['Mpa', '兆帕'],
  ])('%s and %s are one unit', (a, b) => {
    expect(same(measured(a), measured(b))).toBe(true);
  });

  it.each([
    [1, 'g/cm³', 1000],
    [1, 'kWh', 3.6e6],
    [1, '亩', 10_000 / 15],
    [25, '℃', 298.15],
    [212, '℉', 373.15],
    [3, '万元', 30_000],
    [60, 'r/min', 1],
    [5, '%', 0.05],
    [36.5, '万吨/年', 365_000_000 / (365 * 86_400)],
  ])('%d %s is %d in base units', (amount, name, base) => {
    expect(toBase(amount, measured(name))).toBeCloseTo(base, 8);
  });

  it.each([
    ['MPa', 'HRC'],
    ['元', '美元'],
    ['%', '次'],
    ['mm', 'mm²'],
    ['吨', '吨/年'],
    ['目', 'μm'],
    ['个', '人次/天'],
  ])('%s and %s do not compare', (a, b) => {
    expect(isSameDimension(measured(a), measured(b))).toBe(false);
  });

  it.each(['', '米饭', 'foo', '克/foo', '/h', 'm//s', '千'.repeat(50)])(
    'does not know %s, or takes it for no unit',
    (written) => {
      const found = unitOf(written);
      expect(found === undefined || found.factors.length === 0).toBe(true);
    },
  );

  it('takes degrees and counts of money by the name of their quantity', () => {
    expect(measureOf('度', '耐热温度')?.offset).toBe(273.15);
    expect(isSameDimension(measureOf('度', '耗电量') ?? one, measured('kWh'))).toBe(true);
    expect(isSameDimension(measureOf('度', '转角') ?? one, measured('°'))).toBe(true);
    expect(isSameDimension(measureOf('万', '项目预算') ?? one, measured('元'))).toBe(true);
    expect(isSameDimension(measureOf('万', '用户数') ?? measured('元'), measured('元'))).toBe(false);
  });

  it('converts there and back', () => {
    fc.assert(
      fc.property(unit, value, (name, amount) => close(fromBase(toBase(amount, measured(name)), measured(name)), amount)),
    );
  });

  it('multiplies in any order and grouping', () => {
    fc.assert(
      fc.property(unit, unit, unit, (a, b, c) => {
        const [x, y, z] = [measured(a), measured(b), measured(c)];
        return same(multiply(x, y), multiply(y, x)) && same(multiply(multiply(x, y), z), multiply(x, multiply(y, z)));
      }),
    );
  });

  it('has the reciprocal for an inverse, and powers add up', () => {
    const power = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(unit, power, power, (name, a, b) => {
        const plain = { ...measured(name), offset: 0 };
        return (
          same(multiply(plain, raise(plain, -1)), one) && same(multiply(raise(plain, a), raise(plain, b)), raise(plain, a + b))
        );
      }),
    );
  });

  it('reads a written quotient and product as what they are', () => {
    const latin = fc.constantFrom('cm', 'mm', 'kg', 'kN', 'mol', 'kW', 'kPa', 'mL', '小时', '平方米', '吨');
    fc.assert(
      fc.property(latin, latin, (a, b) => {
        const [x, y] = [measured(a), measured(b)];
        return same(measured(`${a}/${b}`), divide(x, y)) && same(measured(`${a}·${b}`), multiply(x, y));
      }),
    );
  });

  it('never throws, whatever stands for a unit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (written) => {
        unitOf(written);
        return true;
      }),
    );
  });
});
