import { Link, useParams } from '@tanstack/react-router';
import type { UseQueryResult } from '@tanstack/react-query';
import type { DemandView, ListingView } from '@lastmile/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDemand, useListing } from '../api/records.js';
import type { RecordRef } from '../api/records.js';
import { useMe } from '../api/session.js';
import { usePageTitle } from '../parts/page-title.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Tag } from '../parts/tag.js';
import { Day } from '../parts/time.js';
import { Waiting } from '../parts/waiting.js';
import { DemandFacts, Fact, Indicators, ListingFacts } from './catalogue-cards.js';
import { RecordPanels } from './own-record.js';
import { recordTones } from './records-page.js';
import { PageLink } from '../parts/page-link.js';

interface RecordProps<View> {
  reference: RecordRef;
  query: UseQueryResult<View>;
  /** Of the whole record: its text and what is known of it. */
  children: (item: View) => ReactNode;
}

/** One record for everybody; its owner also sees what others think of it, and who supervises, what is kept apart. */
const RecordPage = <View extends ListingView | DemandView>({ reference, query, children }: RecordProps<View>) => {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const item = query.data;
  const name = t(reference.kind === 'LISTING' ? 'record.listing' : 'record.demand');
  usePageTitle(item?.title ?? name);
  const isOwn = Boolean(me && item && me.organisationId === item.organisationId);
  return (
    <section className="narrow">
      <p className="trail">
        {isOwn ? <PageLink to="/records">{t('record.list')}</PageLink> : <Link to="/">{t('nav.market')}</Link>}
      </p>
      <h1>{item?.title ?? name}</h1>
      {!item && (query.isError ? <ProblemNote error={query.error} /> : <Waiting />)}
      {item && (
        <article className="card" aria-label={item.title}>
          {(isOwn || item.status !== 'PUBLISHED') && (
            <div className="tags">
              <Tag tone={recordTones[item.status]}>{t(`record.status.${item.status}`)}</Tag>
            </div>
          )}
          {children(item)}
          <Indicators indicators={item.indicators} />
          {item.keywords.length > 0 && (
            <p className="hint">
              {t('record.keywords')}: {item.keywords.join(t('card.and'))}
            </p>
          )}
        </article>
      )}
      {item && me && (
        <RecordPanels
          reference={reference}
          isOwn={isOwn}
          isOffered={item.status === 'DRAFT' || item.status === 'PUBLISHED'}
          role={me.role}
        />
      )}
    </section>
  );
};

const ValidUntil = ({ on }: { on: string | undefined }) => {
  const { t } = useTranslation();
  return (
    on && (
      <Fact name={t('record.validUntil')}>
        <Day on={on} />
      </Fact>
    )
  );
};

export const ListingPage = () => {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/listings/$id' });
  return (
    <RecordPage reference={{ kind: 'LISTING', id }} query={useListing(id)}>
      {(item) => (
        <>
          <p className="full-text">{item.abstract}</p>
          {item.advantage && (
            <>
              <h2>{t('record.advantage')}</h2>
              <p className="full-text">{item.advantage}</p>
            </>
          )}
          <ListingFacts item={item}>
            <ValidUntil on={item.validUntil} />
          </ListingFacts>
        </>
      )}
    </RecordPage>
  );
};

export const DemandPage = () => {
  const { id } = useParams({ from: '/demands/$id' });
  return (
    <RecordPage reference={{ kind: 'DEMAND', id }} query={useDemand(id)}>
      {(item) => (
        <>
          <p className="full-text">{item.content}</p>
          <DemandFacts item={item}>
            <ValidUntil on={item.validUntil} />
          </DemandFacts>
        </>
      )}
    </RecordPage>
  );
};
