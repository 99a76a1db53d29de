import type { NoticeView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { useNotices } from '../api/deal.js';
import { useMe } from '../api/session.js';
import { raiseObjection } from '../deal/deal-actions.js';
import { AllowedActions } from '../parts/deal-actions.js';
import { Nothing } from '../parts/nothing.js';
import { OrganisationName } from '../parts/organisation.js';
import { usePageTitle } from '../parts/page-title.js';
import { Pages } from '../parts/pages.js';
import { Tag } from '../parts/tag.js';
import { Day, Instant } from '../parts/time.js';
import { useWords } from '../parts/words.js';
import { Countdown } from './contract-notice.js';

const statusTones = { OPEN: 'blue', FROZEN: 'amber', UPHELD: 'grey', CLOSED: 'green' } as const;

const Contents = ({ contents }: Pick<NoticeView, 'contents'>) => {
  const { t, exists } = useWords();
  return Object.entries(contents).map(([name, text]) => (
    <div key={name}>
      <dt>{exists(`rules.codes.${name}`) ? t(`rules.codes.${name}`) : name}</dt>
      <dd>{text}</dd>
    </div>
  ));
};

const Objections = ({ objections }: Pick<NoticeView, 'objections'>) => {
  const { t } = useTranslation();
  if (objections.length === 0) return null;
  return (
    <div>
      <dt>{t('deal.objections')}</dt>
      <dd>
        <ul className="tight">
          {objections.map(({ id, raisedAt, outcome, reasons }) => (
            <li key={id}>
              <Tag tone={outcome ? 'plain' : 'amber'}>{outcome ? t(`deal.outcomes.${outcome}`) : t('deal.objectionOpen')}</Tag>{' '}
              <span className="hint">
                <Instant at={raisedAt} />
              </span>{' '}
              {reasons}
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
};

const NoticeCard = ({ notice }: { notice: NoticeView }) => {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { id, status, name, price, contents, sellerId, buyerId, opensOn, endsOn, ruleVersion, objections } = notice;
  const isRunning = status === 'OPEN' || status === 'FROZEN';
  return (
    <article className="card">
      <h2>{name}</h2>
      <p className="row">
        <Tag tone={statusTones[status]}>{t(`deal.noticeStatus.${status}`)}</Tag> {isRunning && <Countdown endsOn={endsOn} />}
        <span className="hint">
          <Day on={opensOn} /> – <Day on={endsOn} />
        </span>
      </p>
      {notice.isBuyerRelated && <p className="warning">{t('deal.related')}</p>}
      {notice.hasLeaders && <p className="warning">{t('deal.leaders')}</p>}
      <dl className="terms">
        <div>
          <dt>{t('deal.seller')}</dt>
          <dd>{me ? <OrganisationName id={sellerId} /> : sellerId}</dd>
        </div>
        {buyerId && (
          <div>
            <dt>{t('deal.buyer')}</dt>
            <dd>{me ? <OrganisationName id={buyerId} /> : buyerId}</dd>
          </div>
        )}
        <div>
          <dt>{t('contract.price')}</dt>
          <dd>{price}</dd>
        </div>
        <Contents contents={contents} />
        <Objections objections={objections} />
      </dl>
      <p className="hint code">{ruleVersion}</p>
      {isRunning && (
        <div className="decision">
          <AllowedActions actions={[raiseObjection]} params={{ id }} />
        </div>
      )}
    </article>
  );
};

/** The deals that are on public notice, for everybody. */
export const NoticesPage = () => {
  const { t } = useTranslation();
  usePageTitle(t('deal.noticesTitle'));
  return (
    <section className="narrow">
      <h1>{t('deal.noticesTitle')}</h1>
      <p>{t('deal.noticesIntro')}</p>
      <Pages query={useNotices()} name={t('deal.noticesTitle')} empty={<Nothing text={t('deal.noNotices')} />}>
        {(notice) => <NoticeCard notice={notice} />}
      </Pages>
    </section>
  );
};
