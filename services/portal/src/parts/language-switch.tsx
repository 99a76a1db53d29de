import { useTranslation } from 'react-i18next';
import { setLanguage } from '../i18n/index.js';

/** Offers the other language in that language. */
export const LanguageSwitch = () => {
  const { i18n } = useTranslation();
  const other = i18n.language === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" className="quiet-button" lang={other} onClick={() => void setLanguage(other)}>
      {other === 'en' ? 'English' : '中文'}
    </button>
  );
};
