import { z } from 'zod';

export type Language = 'zh-CN' | 'en';

interface Preference {
  language: Language;
  weight: number;
}

const preference = (part: string): Preference[] => {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
  const quality = parameters.map((text) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(text)?.[1]).find(Boolean);
  const weight = Number(quality ?? 1);
  if (/^zh\b/.test(tag) || tag === '*') return [{ language: 'zh-CN', weight }];
  return /^en\b/.test(tag) ? [{ language: 'en', weight }] : [];
};

/** The better liked of the two languages; Chinese when nothing is said or both are liked the same. */
export const languageOf = (acceptLanguage: string | undefined): Language => {
  const wanted = (acceptLanguage ?? '').split(',').flatMap(preference);
  const best = (language: Language) =>
    Math.max(0, ...wanted.filter((one) => one.language === language).map(({ weight }) => weight));
  return best('en') > best('zh-CN') ? 'en' : 'zh-CN';
};

const messages = { 'zh-CN': z.locales.zhCN().localeError, en: z.locales.en().localeError };

/** For `schema.safeParse(value, …)`: violations in the reader's language. */
export const parsingIn = (language: Language) => ({ error: messages[language] });
