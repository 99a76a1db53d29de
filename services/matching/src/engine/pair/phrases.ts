import type { Evidence } from '@lastmile/protocol';
import type { Name } from './names.data.js';
import { provinceNames } from './names.data.js';

/** One sentence in both languages. */
export type Phrase = Name;

type Value = string | number | boolean | undefined;
export type Values = Evidence['values'];

/** At most six digits, no needless zeros: 0.30000000000000004 is 0.3. */
const plain = (value: number): string => String(Number(value.toPrecision(6)));

/** Points of 100 with one decimal at most. */
export const points = (share: number): string => String(Math.round(share * 1_000) / 10);
export const percent = (share: number): string => `${String(Math.round(share * 100))}%`;

export const text = (value: Value): string => (typeof value === 'number' ? plain(value) : String(value ?? ''));
export const amount = (value: Value): number => (typeof value === 'number' ? value : 0);

const WAN = 1_000_000;

/** Minor units as a reader of each language writes them. */
export const money = (value: Value): Phrase => {
  const minor = amount(value);
  const yuan = (minor / 100).toLocaleString('en-US', { maximumFractionDigits: 2 });
  return { zh: minor >= WAN ? `${plain(minor / WAN)} 万元` : `${plain(minor / 100)} 元`, en: `CNY ${yuan}` };
};

const MARK = ',';

/** Several codes or words in one value. */
export const joined = (values: readonly string[]): string => values.join(MARK);
export const parted = (value: Value): string[] => text(value).split(MARK).filter(Boolean);

const inEnglish = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

export const listed = (parts: readonly Phrase[]): Phrase => ({
  zh: parts.map(({ zh }) => zh).join('、'),
  en: inEnglish(parts.map(({ en }) => en)),
});

/** The word as it is written, in both languages' quotation marks. */
export const quoted = (word: string): Phrase => ({ zh: `“${word}”`, en: `“${word}”` });

/** A code by its name; one without a name stands for itself. */
export const named = (names: Readonly<Record<string, Name>>, code: Value): Phrase =>
  names[text(code)] ?? { zh: text(code), en: text(code) };

export const namesOf = (names: Readonly<Record<string, Name>>, codes: Value): Phrase =>
  listed(parted(codes).map((code) => named(names, code)));

/** A division code with its province, as far as it is known. */
export const place = (code: Value): Phrase => {
  const digits = text(code);
  const province = provinceNames[digits.slice(0, 2)];
  return province ? { zh: `${province.zh}（${digits}）`, en: `${province.en} (${digits})` } : { zh: digits, en: digits };
};
