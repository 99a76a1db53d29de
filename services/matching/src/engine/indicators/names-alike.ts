import { foldLower } from './characters.js';
import type { QuantityRow, Wanted } from './quantities.data.js';
import { quantityRows } from './quantities.data.js';

/** A name taken apart: the quantity that it is (its head) and the words that narrow it. */
export interface NameParts {
  head?: QuantityRow;
  /** Without the head, letters and digits only. */
  rest: string;
  plain: string;
}

const isHan = (name: string): boolean => /[\u3400-\u9fff]/u.test(name);
const compact = (name: string): string => name.replace(/[^\p{L}\p{N}%]+/gu, isHan(name) ? '' : ' ').trim();

const known = quantityRows
  .flatMap((row) => [...row.zh.split('|'), ...row.en.split('|')].map((name) => ({ name, row })))
  .sort((a, b) => b.name.length - a.name.length);

/** Chinese heads stand last; English ones last or before "of". */
const headOf = (plain: string): { row: QuantityRow; rest: string } | undefined => {
  const core = isHan(plain) ? plain : plain.replace(/ (?:of|in|for|at) .*$/, '');
  const found = known.find(
    ({ name }) =>
      core.endsWith(name) && (isHan(name) || core.length === name.length || core.charAt(core.length - name.length - 1) === ' '),
  );
  if (!found) return undefined;
  const rest = core.slice(0, core.length - found.name.length) + plain.slice(core.length);
  return { row: found.row, rest: rest.replace(/\b(?:of|in|for|the|at)\b/g, ' ').trim() };
};

/** Symbols behind a Chinese name (表面粗糙度Ra, 抗拉强度Rm) narrow nothing. */
const withoutSymbol = (plain: string): string =>
  isHan(plain) ? plain.replace(/(?<=[\u3400-\u9fff])[a-z]{1,3}\d{0,2}$/u, '') : plain;
const general =
  /^(?:平均|最大|最小|最高|最低|总|产品|整体|综合|系统|设备|材料|单位|单台|额定|常规|抗|耐|高|可|average|total|overall|maximum|minimum|product|rated)+$/u;

const fillers = /(?:要求|指标|参数|数值|值|大小|水平)$/u;

export const partsOf = (name: string): NameParts => {
  const plain = withoutSymbol(compact(foldLower(name))).replace(fillers, '');
  const head = headOf(plain);
  const rest = head?.rest ?? plain;
  return { head: head?.row, rest: general.test(rest) ? '' : rest, plain };
};

const grams = (text: string): Set<string> => {
  if (!isHan(text))
    return new Set(
      text
        .split(' ')
        .map((word) => word.replace(/(?:ing|ed|es|s)$/, ''))
        .filter(Boolean),
    );
  return new Set(Array.from({ length: Math.max(1, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
};

const dice = (a: string, b: string): number => {
  const [left, right] = [grams(a), grams(b)];
  const shared = [...left].filter((gram) => right.has(gram)).length;
  return left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
};

/** From here on two names are taken for the same quantity; from the lower bound on they may be. */
export const SAME_NAME = 0.6;
export const MAYBE_SAME_NAME = 0.3;

const NARROWED = 0.85;
const OTHERWISE_NARROWED = 0.45;

/** 成本 and 生产成本. */
const isGeneral = (a: NameParts, b: NameParts): boolean =>
  b.head?.general !== undefined && a.rest === '' && a.head?.zh.split('|')[0] === b.head.general;

/**
 * How surely two names mean the same quantity, 0–1. Names with a known head (强度, 密度 …) need the same one; then the words that
 * narrow it decide. Without one, names are compared by their characters or words; a name at the end of the other is its general form.
 */
export const nameFit = (a: NameParts, b: NameParts): number => {
  if (a.plain === '' || b.plain === '') return 0;
  if (a.plain === b.plain) return 1;
  if (a.head || b.head) {
    if (a.head !== b.head) return isGeneral(a, b) || isGeneral(b, a) ? NARROWED : 0;
    if (a.rest === b.rest) return 1;
    if (a.rest === '' || b.rest === '') return NARROWED;
    if (isHan(a.rest) !== isHan(b.rest)) return OTHERWISE_NARROWED;
    return OTHERWISE_NARROWED + (1 - OTHERWISE_NARROWED) * dice(a.rest, b.rest);
  }
  const [short, long] = a.plain.length < b.plain.length ? [a.plain, b.plain] : [b.plain, a.plain];
  if (short.length > 1 && long.endsWith(short)) return 0.8;
  return dice(a.plain, b.plain);
};

/** Which way the quantity is wanted, when that is known from its name. */
export const wantedOf = (parts: NameParts, isShare: boolean): Wanted | undefined => {
  if (parts.head?.zh.startsWith('精度')) return isShare ? 'MORE' : 'LESS';
  if (/^(?:定位|测量)精度/u.test(parts.head?.zh ?? '') && isShare && /(?:精度|accuracy)$/u.test(parts.plain)) return 'MORE';
  return parts.head?.wanted;
};

/** The name in the reader's language when the whole name is a known one. */
export const nameIn = (name: string, language: 'zh' | 'en'): string => {
  const { head, plain } = partsOf(name);
  if (!head || isHan(name) === (language === 'zh')) return name;
  const list = (isHan(plain) ? head.zh : head.en).split('|');
  return list.includes(plain) ? ((language === 'zh' ? head.zh : head.en).split('|')[0] ?? name) : name;
};
