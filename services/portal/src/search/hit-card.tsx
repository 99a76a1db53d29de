import type { SearchHit } from '@lastmile/protocol';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { regionOf } from '../i18n/names.js';
import { RecordLink } from '../parts/record-link.js';
import { Tag } from '../parts/tag.js';

/** Parts at odd places are what was found. */
const Highlighted = ({ parts }: { parts: readonly string[] }) =>
  parts.map((part, place) => (place % 2 === 1 ? <mark key={place}>{part}</mark> : part));

/** What was found, with what it was found by. */
export const HitCard = ({ hit }: { hit: SearchHit }) => {
  const { t, i18n } = useTranslation();
  const id = useId();
  const region = regionOf(hit.region, i18n.language);
  const facts = [
    hit.priceBand !== 'UNSTATED' && t(`priceBand.${hit.priceBand}`),
    hit.readinessLevel && t('card.trlOf', { level: hit.readinessLevel }),
    region,
  ].filter(Boolean);
  return (
    <article className="card hit" aria-labelledby={id}>
      <h3 id={id}>
        <RecordLink kind={hit.kind} id={hit.id}>
          <Highlighted parts={hit.title} />
        </RecordLink>
      </h3>
      {hit.snippet.length > 0 && (
        <p className="snippet">
          <Highlighted parts={hit.snippet} />
        </p>
      )}
      <div className="tags">
        {hit.field && <Tag tone="brand">{t(`field.${hit.field}`)}</Tag>}
        {hit.achievementKind && <Tag>{t(`achievementKind.${hit.achievementKind}`)}</Tag>}
        {hit.modes.map((mode) => (
          <Tag key={mode}>{t(`mode.${mode}`)}</Tag>
        ))}
        {hit.kind === 'DEMAND' && hit.organisationId === '' && <Tag tone="amber">{t('card.anonymous')}</Tag>}
      </div>
      {facts.length > 0 && <p className="hint">{facts.join(' · ')}</p>}
    </article>
  );
};
