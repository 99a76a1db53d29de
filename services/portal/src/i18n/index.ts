import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { recall, remember } from '../api/remembered.js';
import { en } from './en.js';
import { zh } from './zh.js';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const isLanguage = (value: string | null): value is Language => languages.some((language) => language === value);

/** The address bar's `?lang=`, else chosen before, else Chinese. */
const firstLanguage = (): Language => {
  const asked = new URLSearchParams(window.location.search).get('lang');
  const kept = recall('language');
  if (isLanguage(asked)) return asked;
  return isLanguage(kept) ? kept : 'zh-CN';
};

const keep = (language: Language): void => {
  remember('language', language);
  document.documentElement.lang = language;
};

export const setLanguage = async (language: Language): Promise<void> => {
  keep(language);
  await i18next.changeLanguage(language);
};

export const startLanguages = async (): Promise<void> => {
  const language = firstLanguage();
  keep(language);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
};
