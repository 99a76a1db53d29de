import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { SavedSearch } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { useDropSearch } from '../api/commands.js';
import { useSavedSearches } from '../api/search.js';
import { Nothing } from '../parts/nothing.js';
import { usePageTitle } from '../parts/page-title.js';
import { Pages } from '../parts/pages.js';
import { ProblemNote } from '../parts/problem-note.js';
import { SignedInOnly } from '../parts/signed-in-only.js';
import { Tag } from '../parts/tag.js';
import { Instant } from '../parts/time.js';
import { useWords } from '../parts/words.js';
import { searchOf } from '../search/market-search.js';
import { chosenInWords } from '../search/value-words.js';

const Item = ({ item }: { item: SavedSearch }) => {
  const words = useWords();
  const { t } = words;
  const drop = useDropSearch();
  return (
    <article className="card" aria-label={item.name}>
      <h2>{item.name}</h2>
      <div className="tags">
        <Tag tone="brand">{t(`search.kinds.${item.kind}`)}</Tag>
        {item.query && <Tag tone="blue">{item.query}</Tag>}
        {chosenInWords(words, item.filter).map((value) => (
          <Tag key={value}>{value}</Tag>
        ))}
      </div>
      <div className="row">
        <Link to="/" search={searchOf(item.kind, item.query, item.filter)} className="brand-button">
          {t('saved.open')}
        </Link>
        <Button loading={drop.isPending} onClick={() => drop.mutate(item.id)}>
          {t('saved.drop')}
        </Button>
        <span className="hint">
          {t('saved.since')} <Instant at={item.createdAt} />
        </span>
      </div>
      {drop.error && <ProblemNote error={drop.error} />}
    </article>
  );
};

const OwnSearches = () => {
  const { t } = useTranslation();
  const empty = (
    <Nothing text={t('saved.empty')}>
      <Link to="/" className="brand-button">
        {t('saved.toMarket')}
      </Link>
    </Nothing>
  );
  return (
    <Pages query={useSavedSearches()} name={t('saved.title')} empty={empty}>
      {(item) => <Item item={item} />}
    </Pages>
  );
};

/** What the platform looks out for on the organisation's behalf. */
export const SearchesPage = () => {
  const { t } = useTranslation();
  usePageTitle(t('saved.title'));
  return (
    <section className="narrow">
      <h1>{t('saved.title')}</h1>
      <SignedInOnly page="/searches">{() => <OwnSearches />}</SignedInOnly>
    </section>
  );
};
