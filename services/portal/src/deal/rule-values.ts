import type { Words } from '../search/value-words.js';

/** Parts of ten thousand. */
const shares = new Set(['netIncome', 'equity', 'profit', 'low', 'high', 'share']);
const fenPerYuan = 100;

const isText = (value: unknown): value is { zh: string; en: string } =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;

const percent = (basisPoints: number): string => `${basisPoints / 100}%`;

const codeName = (code: string, { t, exists }: Words): string =>
  exists(`rules.codes.${code}`) ? t(`rules.codes.${code}`) : code;

const oneValue = (name: string, value: unknown, words: Words): string => {
  if (isText(value)) return words.language === 'en' ? value.en : value.zh;
  if (typeof value === 'number' && shares.has(name)) return percent(value);
  if (typeof value === 'number' && name.endsWith('Minor')) {
    return words.t('unit.yuan', { value: new Intl.NumberFormat(words.language).format(value / fenPerYuan) });
  }
  if (typeof value === 'boolean') return words.t(value ? 'rules.yes' : 'rules.no');
  return typeof value === 'string' ? codeName(value, words) : String(value);
};

const phrase = (name: string, shown: string, { t, exists }: Words): string =>
  exists(`rules.values.${name}`) ? t(`rules.values.${name}`, { value: shown }) : `${name}: ${shown}`;

/** What a rule says in numbers and words, a phrase for each part of its value. Texts in both languages stand alone. */
export const valuePhrases = (value: Readonly<Record<string, unknown>>, words: Words): string[] =>
  Object.entries(value).flatMap(([name, part]): string[] => {
    if (isText(part)) return [oneValue(name, part, words)];
    if (Array.isArray(part)) {
      const items = part.map((item: unknown) => oneValue(name, item, words));
      return part.some(isText) ? items : [phrase(name, items.join(words.t('rules.comma')), words)];
    }
    if (typeof part === 'object' && part !== null) {
      const inner = valuePhrases(part as Record<string, unknown>, words).join(words.t('rules.comma'));
      return [phrase(name, inner, words)];
    }
    return [phrase(name, oneValue(name, part, words), words)];
  });
