import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Nothing } from '../parts/nothing.js';
import { usePageTitle } from '../parts/page-title.js';

export const NotFoundPage = () => {
  const { t } = useTranslation();
  usePageTitle(t('notFound.title'));
  return (
    <section className="narrow">
      <h1 className="centred">{t('notFound.title')}</h1>
      <Nothing text={t('notFound.text')}>
        <Link to="/" className="brand-button">
          {t('notFound.back')}
        </Link>
      </Nothing>
    </section>
  );
};
