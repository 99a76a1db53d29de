import type { Money } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';

/** In units of ten thousand, as offices write it; the exact amount on hover. */
export const Amount = ({ money }: { money: Money }) => {
  const { t, i18n } = useTranslation();
  const value = Number(money.amount);
  const exact = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 2 }).format(value);
  const short = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 }).format(
    i18n.language === 'en' ? value : value / 10_000,
  );
  return (
    <span title={t('unit.yuan', { value: exact })}>{t(i18n.language === 'en' ? 'unit.yuan' : 'unit.wan', { value: short })}</span>
  );
};
