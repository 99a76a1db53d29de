import fc from 'fast-check';
import { chineseAmount } from './chinese-amount.js';

const digitOf = '零壹贰叁肆伍陆柒捌玖';
const placeOf: Readonly<Record<string, number>> = { 拾: 10, 佰: 100, 仟: 1_000 };

const sectionValue = (text: string): bigint => {
  let [sum, digit] = [0n, 0n];
  for (const character of text) {
    const place = placeOf[character];
    if (place === undefined) digit = BigInt(digitOf.indexOf(character));
    else {
      sum += digit * BigInt(place);
      digit = 0n;
    }
  }
  return sum + digit;
};

/** Read back by another way than it was written: split at the section names, then at the places. */
const read = (text: string): bigint => {
  const said = text.replace('人民币', '').replace('整', '');
  const [whole = '', cents = ''] = said.includes('元') ? said.split('元') : ['', said];
  const [, wanyi = '', yi = '', wan = '', rest = ''] = /^(?:(.*)万亿)?(?:(.*)亿)?(?:(.*)万)?(.*)$/.exec(whole) ?? [];
  const yuan = [wanyi, yi, wan, rest].reduce((sum, section) => sum * 10_000n + sectionValue(section), 0n);
  const [, jiao = '零', fen = '零'] = /^零?(?:(.)角)?(?:零?(.)分)?$/.exec(cents) ?? [];
  return yuan * 100n + BigInt(digitOf.indexOf(jiao)) * 10n + BigInt(digitOf.indexOf(fen));
};

describe('an amount in full', () => {
  it.each([
    [0, '人民币零元整'],
    [1, '人民币壹分'],
    [10, '人民币壹角整'],
    [12, '人民币壹角贰分'],
    [100, '人民币壹元整'],
    [105, '人民币壹元零伍分'],
    [150, '人民币壹元伍角整'],
    [168_032, '人民币壹仟陆佰捌拾元叁角贰分'],
    [1_000, '人民币壹拾元整'],
    [10_700_053, '人民币壹拾万柒仟元伍角叁分'],
    [120_000_000, '人民币壹佰贰拾万元整'],
    [98_000_000, '人民币玖拾捌万元整'],
    [600_000_000_00, '人民币陆亿元整'],
    [1_000_100_00, '人民币壹佰万零壹佰元整'],
    [1_000_000_010_00, '人民币壹拾亿零壹拾元整'],
    [1_0500_0000_00, '人民币壹亿零伍佰万元整'],
    [2_001_003_00, '人民币贰佰万壹仟零叁元整'],
  ])('%d fen: %s', (minor, text) => expect(chineseAmount(minor)).toBe(text));

  const amount = fc.oneof(
    fc.maxSafeNat(),
    fc.nat(100_000_000),
    fc.nat(1_000_000).map((value) => value * 10_000),
  );

  it('reads back as the same amount', () =>
    fc.assert(fc.property(amount, (minor) => expect(read(chineseAmount(minor))).toBe(BigInt(minor)))));

  it('keeps the rules of 零, 整 and the order of places', () =>
    fc.assert(
      fc.property(amount, (minor) => {
        const text = chineseAmount(minor);
        expect(text).toMatch(/^人民币[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+$/);
        expect(text).not.toMatch(/零零|零[拾佰仟万亿角]|零分|元零角|整./);
        expect(text.endsWith('整')).toBe(!text.endsWith('分'));
        if (minor > 0) expect(text).not.toMatch(/零元/);
      }),
    ));

  it('differs for different amounts', () =>
    fc.assert(
      fc.property(amount, amount, (one, other) => expect(chineseAmount(one) === chineseAmount(other)).toBe(one === other)),
    ));

  it.each([-1, 1.5, Number.NaN, 2 ** 53])('refuses %d', (minor) => expect(() => chineseAmount(minor)).toThrow(RangeError));
});
