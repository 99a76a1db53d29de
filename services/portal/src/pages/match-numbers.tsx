import type { IndicatorVerdict, MissingCode } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { Tag } from '../parts/tag.js';
import type { Tone } from '../parts/tag.js';

const tones: Record<IndicatorVerdict['verdict'], Tone> = { MEETS: 'green', MISSES: 'amber', UNKNOWN: 'grey' };

const Verdict = ({ number: { verdict, by } }: { number: IndicatorVerdict }) => {
  const { t, i18n } = useTranslation();
  if (verdict !== 'MISSES' || !by) return <Tag tone={tones[verdict]}>{t(`match.verdict.${verdict}`)}</Tag>;
  const amount = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 6 }).format(by.amount);
  const share = by.share === undefined ? '' : ` (${Math.round(by.share * 100)}%)`;
  const gap = `${amount} ${by.unit}`.trim();
  return <Tag tone={tones[verdict]}>{`${t('match.missesBy', { gap })}${share}`}</Tag>;
};

/** Each wanted quantity beside what is offered. */
export const Numbers = ({ numbers }: { numbers: readonly IndicatorVerdict[] }) => {
  const { t } = useTranslation();
  if (numbers.length === 0) return null;
  return (
    <table className="numbers">
      <caption>{t('match.numbers')}</caption>
      <thead>
        <tr>
          {(['quantity', 'target', 'claim', 'verdict'] as const).map((name) => (
            <th key={name} scope="col">
              {t(`match.numbersHead.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {numbers.map((number, place) => (
          <tr key={place}>
            <th scope="row">{number.quantity}</th>
            <td>{number.target}</td>
            <td>{number.claim ?? <span className="hint">{t('match.notSaid')}</span>}</td>
            <td>
              <Verdict number={number} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

type Lacking = MissingCode extends `${'DEMAND' | 'LISTING'}_${infer Name}` ? Name : never;

/** What one side does not say, so that it could not be compared. */
export const Missing = ({ missing }: { missing: readonly MissingCode[] }) => {
  const { t } = useTranslation();
  const sides = [
    ['demand', 'DEMAND_'],
    ['listing', 'LISTING_'],
  ] as const;
  return sides.map(([side, prefix]) => {
    const codes = missing.filter((code) => code.startsWith(prefix)).map((code) => code.slice(prefix.length) as Lacking);
    return (
      codes.length > 0 && (
        <div className="words" key={side}>
          <span className="words-name">{t(`match.missing.${side}`)}</span>
          <div className="tags">
            {codes.map((code) => (
              <Tag key={code}>{t(`match.lacks.${code}`)}</Tag>
            ))}
          </div>
        </div>
      )
    );
  });
};
