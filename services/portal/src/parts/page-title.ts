import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the page in the tab and the history. */
export const usePageTitle = (title: string | undefined): void => {
  const { t } = useTranslation();
  const brand = t('brand');
  useEffect(() => {
    document.title = title ? `${title} · ${brand}` : brand;
  }, [title, brand]);
};
