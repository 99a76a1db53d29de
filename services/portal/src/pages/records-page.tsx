import type { ListingStatus, RecordKind } from '@lastmile/protocol';
import { isAllowed } from '@lastmile/protocol/tables';
import { useTranslation } from 'react-i18next';
import type { PagesResult } from '../api/queries.js';
import { useOwnDemands, useOwnListings } from '../api/records.js';
import type { Me } from '../api/session.js';
import { Nothing } from '../parts/nothing.js';
import { usePageTitle } from '../parts/page-title.js';
import { Pages } from '../parts/pages.js';
import { RecordLink } from '../parts/record-link.js';
import { SignedInOnly } from '../parts/signed-in-only.js';
import { Tag } from '../parts/tag.js';
import type { Tone } from '../parts/tag.js';
import { Instant } from '../parts/time.js';
import { PageLink } from '../parts/page-link.js';

export const recordTones: Record<ListingStatus, Tone> = {
  DRAFT: 'grey',
  PUBLISHED: 'green',
  WITHDRAWN: 'grey',
  CONTRACTED: 'amber',
};

interface OwnRecord {
  id: string;
  title: string;
  status: ListingStatus;
  updatedAt: string;
}

const RecordList = ({ kind, name, query }: { kind: RecordKind; name: string; query: PagesResult<OwnRecord> }) => {
  const { t } = useTranslation();
  return (
    <Pages query={query} name={name} empty={<Nothing text={t('record.empty')} />}>
      {({ id, title, status, updatedAt }) => (
        <article className="card">
          <h3>
            <RecordLink kind={kind} id={id}>
              {title}
            </RecordLink>
          </h3>
          <div className="row hint">
            <Tag tone={recordTones[status]}>{t(`record.status.${status}`)}</Tag>
            <Instant at={updatedAt} />
          </div>
        </article>
      )}
    </Pages>
  );
};

const OwnListings = () => {
  const { t } = useTranslation();
  return <RecordList kind="LISTING" name={t('record.listings')} query={useOwnListings()} />;
};

const OwnDemands = () => {
  const { t } = useTranslation();
  return <RecordList kind="DEMAND" name={t('record.demands')} query={useOwnDemands()} />;
};

/** What the role may offer and ask for. */
const Own = ({ role }: Me) => {
  const { t } = useTranslation();
  return (
    <>
      {isAllowed('POST /api/v1/listings', role) && (
        <>
          <h2>{t('record.listings')}</h2>
          <OwnListings />
        </>
      )}
      {isAllowed('POST /api/v1/demands', role) && (
        <>
          <h2>{t('record.demands')}</h2>
          <OwnDemands />
        </>
      )}
    </>
  );
};

export const RecordsPage = () => {
  const { t } = useTranslation();
  usePageTitle(t('record.list'));
  return (
    <section className="narrow">
      <p className="trail">
        <PageLink to="/matches">{t('match.title')}</PageLink>
      </p>
      <h1>{t('record.list')}</h1>
      <SignedInOnly page="/records">{(me) => <Own {...me} />}</SignedInOnly>
    </section>
  );
};
