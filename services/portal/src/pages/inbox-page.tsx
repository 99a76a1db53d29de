import { Link } from '@tanstack/react-router';
import { Badge, Button } from 'antd';
import type { NotificationView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { useMarkRead, useNotifications } from '../api/queries.js';
import { Pages } from '../parts/pages.js';
import { SignedInOnly } from '../parts/signed-in-only.js';
import { Instant } from '../parts/time.js';

const Subject = ({ item, text }: { item: NotificationView; text: string }) => {
  if (item.subject.type === 'CONTRACT') {
    return (
      <Link to="/contracts/$id" params={{ id: item.subject.id }}>
        {text}
      </Link>
    );
  }
  return item.subject.type === 'MATCH' ? <Link to="/matches">{text}</Link> : <span>{text}</span>;
};

const Item = ({ item }: { item: NotificationView }) => {
  const { t, i18n } = useTranslation();
  const markRead = useMarkRead();
  const key = `inbox.kinds.${item.kind}`;
  const text = i18n.exists(key) ? t(key as 'inbox.kinds.match-proposed', item.facts) : item.kind;
  return (
    <article className="card inbox-item">
      {!item.readAt && <Badge status="processing" title={t('inbox.unread')} />}
      <div className="inbox-text">
        <Subject item={item} text={text} />
        <div className="hint">
          <Instant at={item.deliveredAt} />
        </div>
      </div>
      {!item.readAt && (
        <Button size="small" loading={markRead.isPending} onClick={() => markRead.mutate(item.id)}>
          {t('inbox.markRead')}
        </Button>
      )}
    </article>
  );
};

const OwnInbox = () => {
  const { t } = useTranslation();
  return (
    <Pages query={useNotifications(true)} empty={t('inbox.empty')}>
      {(item) => <Item item={item} />}
    </Pages>
  );
};

export const InboxPage = () => {
  const { t } = useTranslation();
  return (
    <section className="narrow">
      <h1>{t('inbox.title')}</h1>
      <SignedInOnly>{() => <OwnInbox />}</SignedInOnly>
    </section>
  );
};
