import { useTranslation } from 'react-i18next';
import type { Words } from '../search/value-words.js';

/** What plain functions need to put codes into words. */
export const useWords = (): Words => {
  const { t, i18n } = useTranslation();
  return { t, exists: i18n.exists.bind(i18n), language: i18n.language };
};

/** One of both languages' texts, as the reader reads. */
export const useReading = (): (<Text>(texts: { zh: Text; en: Text }) => Text) => {
  const { i18n } = useTranslation();
  return (texts) => (i18n.language === 'en' ? texts.en : texts.zh);
};
