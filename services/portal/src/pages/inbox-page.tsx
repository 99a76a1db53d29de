import { Link, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import type { NotificationView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { useMarkRead } from '../api/commands.js';
import { useNotifications } from '../api/queries.js';
import { Choice } from '../parts/choice.js';
import { Nothing } from '../parts/nothing.js';
import { usePageTitle } from '../parts/page-title.js';
import { Pages } from '../parts/pages.js';
import { ProblemNote } from '../parts/problem-note.js';
import { RecordLink } from '../parts/record-link.js';
import { SignedInOnly } from '../parts/signed-in-only.js';
import { Tag } from '../parts/tag.js';
import type { Tone } from '../parts/tag.js';
import { Instant } from '../parts/time.js';
import { useWords } from '../parts/words.js';
import { noticeDetails, noticeText } from './notice-text.js';

const subjectTones: Record<NotificationView['subject']['type'], Tone> = {
  ACHIEVEMENT: 'plain',
  LISTING: 'plain',
  DEMAND: 'plain',
  MATCH: 'brand',
  CONTRACT: 'amber',
};

interface SubjectProps {
  item: NotificationView;
  text: string;
  onFollow: () => void;
}

/** Whatever has a page of its own is linked. */
const Subject = ({ item: { subject }, text, onFollow }: SubjectProps) => {
  const follow = { params: { id: subject.id }, onClick: onFollow };
  if (subject.type === 'CONTRACT') {
    return (
      <Link to="/contracts/$id" {...follow}>
        {text}
      </Link>
    );
  }
  if (subject.type === 'LISTING' || subject.type === 'DEMAND') {
    return (
      <RecordLink kind={subject.type} id={subject.id} onClick={onFollow}>
        {text}
      </RecordLink>
    );
  }
  if (subject.type !== 'MATCH') return <span>{text}</span>;
  return (
    <Link to="/matches/$id" {...follow}>
      {text}
    </Link>
  );
};

const Item = ({ item }: { item: NotificationView }) => {
  const words = useWords();
  const { t } = words;
  const markRead = useMarkRead();
  const read = (): void => {
    if (!item.readAt) markRead.mutate(item.id);
  };
  return (
    <article className={item.readAt ? 'card notice' : 'card notice is-unread'}>
      <div className="notice-text">
        <Subject item={item} text={noticeText(words, item)} onFollow={read} />
        {noticeDetails(words, item).map((line) => (
          <div key={line}>{line}</div>
        ))}
        <div className="row hint">
          <Tag tone={subjectTones[item.subject.type]}>{t(`inbox.subjects.${item.subject.type}`)}</Tag>
          <Instant at={item.deliveredAt} />
          {!item.readAt && <span className="unread">{t('inbox.unread')}</span>}
        </div>
        {markRead.error && <ProblemNote error={markRead.error} />}
      </div>
      {!item.readAt && (
        <Button size="small" loading={markRead.isPending} onClick={read}>
          {t('inbox.markRead')}
        </Button>
      )}
    </article>
  );
};

const OwnInbox = () => {
  const { t } = useTranslation();
  const unreadOnly = useSearch({ from: '/inbox' }).show === 'unread';
  const notices = useNotifications(unreadOnly);
  return (
    <>
      <Choice
        name={t('inbox.filter')}
        options={[
          { label: t('inbox.all'), isChosen: !unreadOnly, to: '/inbox', search: {} },
          { label: t('inbox.unreadOnly'), isChosen: unreadOnly, to: '/inbox', search: { show: 'unread' } },
        ]}
      />
      <Pages query={notices} name={t('inbox.title')} empty={<Nothing text={t(unreadOnly ? 'inbox.allRead' : 'inbox.empty')} />}>
        {(item) => <Item item={item} />}
      </Pages>
    </>
  );
};

export const InboxPage = () => {
  const { t } = useTranslation();
  usePageTitle(t('inbox.title'));
  return (
    <section className="narrow">
      <h1>{t('inbox.title')}</h1>
      <SignedInOnly page="/inbox">{() => <OwnInbox />}</SignedInOnly>
    </section>
  );
};
