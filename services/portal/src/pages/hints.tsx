import type { Quality, QualityHint } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { RecordLink } from '../parts/record-link.js';
import { Tag } from '../parts/tag.js';
import type { Tone } from '../parts/tag.js';
import { useReading } from '../parts/words.js';
import { valueOf } from './catalogue-cards.js';

const gradeTones: Record<Quality['grade'], Tone> = { POOR: 'grey', FAIR: 'amber', GOOD: 'green' };
const percent = (share: number): string => `${Math.round(share * 100)}%`;

const Hint = ({ hint }: { hint: QualityHint }) => {
  const { t } = useTranslation();
  const read = useReading();
  const points = Math.round(hint.gain * 100);
  return (
    <li>
      <span>{read(hint.text)}</span> {points > 0 && <Tag tone="green">{t('quality.points', { points })}</Tag>}
      {hint.indicators && (
        <ul className="found-targets">
          {hint.indicators.map((indicator) => (
            <li className="word" key={`${indicator.name} ${indicator.value}`}>
              {indicator.name} {valueOf(indicator)}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
};

const Duplicates = ({ kind, duplicates }: { kind: 'LISTING' | 'DEMAND'; duplicates: Quality['duplicates'] }) => {
  const { t } = useTranslation();
  if (duplicates.length === 0) return null;
  return (
    <>
      <h3>{t('quality.duplicates')}</h3>
      <ul className="hints">
        {duplicates.map(({ id, title, isOwn, likeness }) => (
          <li key={id}>
            <RecordLink kind={kind} id={id}>
              {title}
            </RecordLink>{' '}
            <span className="hint">{t('quality.likeness', { share: percent(likeness) })}</span>{' '}
            {isOwn && <Tag tone="amber">{t('quality.own')}</Tag>}
          </li>
        ))}
      </ul>
    </>
  );
};

/** How good a text is to be found and understood, and what to do about it: the largest gain first. */
export const QualityResult = ({ kind, quality }: { kind: 'LISTING' | 'DEMAND'; quality: Quality }) => {
  const { t } = useTranslation();
  return (
    <>
      <div className="fit">
        <span>{t('quality.score')}</span>
        <span className="bar" aria-hidden="true">
          <span style={{ width: percent(quality.score) }} />
        </span>
        <strong>{Math.round(quality.score * 100)}</strong>
        <Tag tone={gradeTones[quality.grade]}>{t(`quality.grade.${quality.grade}`)}</Tag>
      </div>
      {quality.hints.length === 0 ? (
        <p>{t('quality.complete')}</p>
      ) : (
        <>
          <h3>{t('quality.hints')}</h3>
          <ol className="hints">
            {quality.hints.map((hint) => (
              <Hint key={hint.code} hint={hint} />
            ))}
          </ol>
        </>
      )}
      <Duplicates kind={kind} duplicates={quality.duplicates} />
    </>
  );
};
