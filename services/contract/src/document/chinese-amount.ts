const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const places = ['', '拾', '佰', '仟'] as const;
const sections = ['', '万', '亿', '万亿'] as const;

/** Up to four digits, without what stands before or after them. */
const sectionText = (section: number): string => {
  let text = '';
  let isGap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(section / 10 ** place) % 10;
    if (digit === 0) {
      isGap = text !== '';
      continue;
    }
    text += `${isGap ? '零' : ''}${digits[digit] ?? ''}${places[place] ?? ''}`;
    isGap = false;
  }
  return text;
};

/** Whole yuan; 零 stands for any number of digits left out between two that are said. */
const yuanText = (yuan: number): string => {
  let text = '';
  let isGap = false;
  for (let at = sections.length - 1; at >= 0; at -= 1) {
    const section = Math.floor(yuan / 10_000 ** at) % 10_000;
    if (section === 0) {
      isGap = text !== '';
      continue;
    }
    const needsZero = text !== '' && (isGap || section < 1_000);
    text += `${needsZero ? '零' : ''}${sectionText(section)}${sections[at] ?? ''}`;
    isGap = false;
  }
  return text;
};

const centsText = (cents: number, hasYuan: boolean): string => {
  const [jiao, fen] = [Math.floor(cents / 10), cents % 10];
  if (jiao === 0 && fen === 0) return '整';
  if (jiao === 0) return `${hasYuan ? '零' : ''}${digits[fen] ?? ''}分`;
  return `${digits[jiao] ?? ''}角${fen === 0 ? '整' : `${digits[fen] ?? ''}分`}`;
};

/**
 * An amount in fen as it is written out in full on Chinese contracts and bills (正确填写票据和结算凭证的基本规定): ends in 整 unless fen are said, 零 for
 * digits left out. Whole, from 0 to 9 007 199 254 740 991; throws RangeError for anything else.
 * @example chineseAmount(120_000_000) // '人民币壹佰贰拾万元整'
 */
export const chineseAmount = (minor: number): string => {
  if (!Number.isSafeInteger(minor) || minor < 0) throw new RangeError(`no amount in fen: ${minor}`);
  if (minor === 0) return '人民币零元整';
  const yuan = Math.floor(minor / 100);
  return `人民币${yuan > 0 ? `${yuanText(yuan)}元` : ''}${centsText(minor % 100, yuan > 0)}`;
};
