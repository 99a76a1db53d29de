import type { UseQueryResult } from '@tanstack/react-query';
import type { RecordKind, Role } from '@lastmile/protocol';
import { isAllowed } from '@lastmile/protocol/tables';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nouns, useBlocked, useDemand, useFeedback, useListing, useQualityOf } from '../api/records.js';
import type { BlockedPair, DeclineCount, RecordRef } from '../api/records.js';
import { ProblemNote } from '../parts/problem-note.js';
import { RecordLink } from '../parts/record-link.js';
import { Instant } from '../parts/time.js';
import { Waiting } from '../parts/waiting.js';
import { useReading } from '../parts/words.js';
import { Constraints } from './constraints.js';
import { QualityResult } from './hints.js';

interface PanelProps<View> {
  title: string;
  query: UseQueryResult<View>;
  children: (view: View) => ReactNode;
}

const Panel = <View,>({ title, query, children }: PanelProps<View>) => (
  <section className="card panel" aria-label={title}>
    <h2>{title}</h2>
    {query.data ? children(query.data) : query.isError ? <ProblemNote error={query.error} /> : <Waiting rows={2} />}
  </section>
);

const Decline = ({ decline }: { decline: DeclineCount }) => {
  const { t } = useTranslation();
  const read = useReading();
  return (
    <li>
      <strong className="begins">{t(`declineReason.${decline.reason}`)}</strong>{' '}
      <span>{t('record.declined', { count: decline.count })}</span>{' '}
      <span className="hint">
        <Instant at={decline.lastAt} />
      </span>
      <div>{read(decline.advice)}</div>
      {decline.notes.length > 0 && (
        <div className="hint">
          {t('record.notes')}:
          <ul>
            {decline.notes.map((note, place) => (
              <li key={place}>{note}</li>
            ))}
          </ul>
        </div>
      )}
    </li>
  );
};

const OtherTitle = ({ id, query }: { id: string; query: UseQueryResult<{ title: string }> }) => {
  const { t } = useTranslation();
  return query.data ? query.data.title : query.isError ? `${id} (${t('record.gone')})` : id;
};
const ListingTitle = ({ id }: { id: string }) => <OtherTitle id={id} query={useListing(id)} />;
const DemandTitle = ({ id }: { id: string }) => <OtherTitle id={id} query={useDemand(id)} />;

const Blocked = ({ kind, pair }: { kind: RecordKind; pair: BlockedPair }) => {
  const { t } = useTranslation();
  const [otherKind, id] = kind === 'LISTING' ? (['DEMAND', pair.demandId] as const) : (['LISTING', pair.listingId] as const);
  return (
    <li>
      <span className="hint">{t(`record.other.${kind}`)}</span>{' '}
      <RecordLink kind={otherKind} id={id}>
        {otherKind === 'DEMAND' ? <DemandTitle id={id} /> : <ListingTitle id={id} />}
      </RecordLink>{' '}
      <span className="hint">
        {t('match.score')} {Math.round(pair.score * 100)}%
      </span>
      <Constraints constraints={pair.constraints} />
    </li>
  );
};

const QualityPanel = (reference: RecordRef) => {
  const { t } = useTranslation();
  return (
    <Panel title={t('record.quality')} query={useQualityOf(reference)}>
      {(quality) => <QualityResult kind={reference.kind} quality={quality} />}
    </Panel>
  );
};

const FeedbackPanel = (reference: RecordRef) => {
  const { t } = useTranslation();
  return (
    <Panel title={t('record.feedback')} query={useFeedback(reference)}>
      {({ declines, pairs }) =>
        declines.length === 0 ? (
          <p className="hint">{t('record.noFeedback', { pairs })}</p>
        ) : (
          <>
            <p className="hint">{t('record.pairs', { pairs, declined: declines.reduce((sum, { count }) => sum + count, 0) })}</p>
            <ul className="hints">
              {declines.map((decline) => (
                <Decline key={decline.reason} decline={decline} />
              ))}
            </ul>
          </>
        )
      }
    </Panel>
  );
};

const BlockedPanel = (reference: RecordRef) => {
  const { t } = useTranslation();
  const { kind } = reference;
  return (
    <Panel title={t('record.blocked')} query={useBlocked(reference)}>
      {({ items }) => (
        <>
          <p className="hint">{t(items.length === 0 ? 'record.noBlocked' : 'record.blockedHint')}</p>
          <ul className="hints">
            {items.map((pair) => (
              <Blocked key={`${pair.listingId} ${pair.demandId}`} kind={kind} pair={pair} />
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
};

interface RecordPanelsProps {
  reference: RecordRef;
  isOwn: boolean;
  /** It can still be improved. */
  isOffered: boolean;
  role: Role;
}

/** For the owner: how good the text is, why others said no, and what is kept apart; the last also for those who supervise. */
export const RecordPanels = ({ reference, isOwn, isOffered, role }: RecordPanelsProps) => {
  const routes = `/api/v1/${nouns[reference.kind]}`;
  const isOwner = isOwn && isAllowed(`POST ${routes}`, role);
  const maySee = (panel: string): boolean => isAllowed(`GET ${routes}/:id/${panel}`, role);
  return (
    <>
      {isOwner && isOffered && maySee('quality') && <QualityPanel {...reference} />}
      {isOwner && maySee('feedback') && <FeedbackPanel {...reference} />}
      {(isOwner || !isAllowed(`POST ${routes}`, role)) && maySee('blocked') && <BlockedPanel {...reference} />}
    </>
  );
};
