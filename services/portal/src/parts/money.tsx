import type { Money } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';

const tenThousand = 10_000;

/** Chinese in 万元 as offices write it (small sums in yuan), English in yuan; the exact amount on hover. */
export const Amount = ({ money }: { money: Money }) => {
  const { t, i18n } = useTranslation();
  const value = Number(money.amount);
  const format = (number: number, digits: Intl.NumberFormatOptions): string =>
    new Intl.NumberFormat(i18n.language, digits).format(number);
  const isShort = i18n.language !== 'en' && value >= tenThousand;
  const shown = format(isShort ? value / tenThousand : value, { maximumFractionDigits: isShort ? 4 : 2 });
  return (
    <data className="amount" value={money.amount} title={t('unit.yuan', { value: format(value, { minimumFractionDigits: 2 }) })}>
      {t(isShort ? 'unit.wan' : 'unit.yuan', { value: shown })}
    </data>
  );
};
