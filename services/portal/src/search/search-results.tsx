import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { SearchOutput, Suggestion } from '@lastmile/protocol';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFound } from '../api/search.js';
import type { Found } from '../api/search.js';
import { Nothing } from '../parts/nothing.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Waiting } from '../parts/waiting.js';
import { useWords } from '../parts/words.js';
import { Facets } from './facets.js';
import { HitCard } from './hit-card.js';
import { chosenCount, kindOf, withoutFilters } from './market-search.js';
import type { MarketSearch } from './market-search.js';
import { filterInWords } from './value-words.js';
import { PageLink } from '../parts/page-link.js';

const SaveSearchDialog = lazy(() => import('./save-search-dialog.js'));

const SaveSearch = ({ search }: { search: MarketSearch }) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('search.save')}</Button>
      {isOpen && (
        <Suspense>
          <SaveSearchDialog search={search} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};

const SortSelect = ({ search }: { search: MarketSearch }) => {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/' });
  const { sort, ...rest } = search;
  return (
    <select
      className="field-select sort"
      aria-label={t('search.sort')}
      value={sort ?? 'relevance'}
      onChange={({ target }) =>
        void navigate({ to: '/', search: target.value === 'newest' ? { ...rest, sort: 'newest' } : rest, replace: true })
      }
    >
      {(['relevance', 'newest'] as const).map((value) => (
        <option key={value} value={value}>
          {t(`search.sorts.${value}`)}
        </option>
      ))}
    </select>
  );
};

/** Ways on when little or nothing was found. */
const Suggestions = ({ search, suggestions }: { search: MarketSearch; suggestions: Suggestion[] }) => {
  const words = useWords();
  const { t } = words;
  const navigate = useNavigate({ from: '/' });
  if (suggestions.length === 0) return null;
  const labelOf = ({ reason, query, without }: Suggestion): string => {
    const filters = without.map((name) => filterInWords(words, name)).join(t('inbox.comma'));
    if (query === (search.q ?? '') && filters) return t('search.without', { filters });
    const said = t(`search.suggestion.${reason}`, { query });
    return filters ? `${said} · ${t('search.without', { filters })}` : said;
  };
  return (
    <div className="suggestions" role="group" aria-label={t('search.suggestions')}>
      <span className="hint">{t('search.suggestions')}</span>
      {suggestions.map((suggestion) => (
        <button
          key={`${suggestion.query} ${suggestion.without.join(' ')}`}
          type="button"
          className="choice-item"
          onClick={() => {
            const { q: _, ...rest } = withoutFilters(search, suggestion.without);
            void navigate({ to: '/', search: { kind: 'listing', ...rest, ...(suggestion.query && { q: suggestion.query }) } });
          }}
        >
          {labelOf(suggestion)} <span className="count">{suggestion.hits}</span>
        </button>
      ))}
    </div>
  );
};

const Hits = ({ found, first }: { found: Found; first: SearchOutput }) => {
  const { t } = useTranslation();
  const hits = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (hits.length === 0) return first.suggestions.length > 0 ? <p>{t('search.none')}</p> : <Nothing text={t('search.none')} />;
  return (
    <>
      <ul className="list" aria-label={t('search.results')}>
        {hits.map((hit) => (
          <li key={hit.id}>
            <HitCard hit={hit} />
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button block onClick={() => void found.fetchNextPage()} loading={found.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
    </>
  );
};

/** What was found for the address, with counts to narrow it and ways on when there is nothing. */
const SearchResults = ({ search, isSignedIn }: { search: MarketSearch; isSignedIn: boolean }) => {
  const { t, i18n } = useTranslation();
  const found = useFound({ ...search, kind: kindOf(search).toLowerCase() });
  const first = found.data?.pages[0];
  const problem = found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!first) return problem || <Waiting />;
  const total = new Intl.NumberFormat(i18n.language).format(first.total);
  return (
    <div className="search-results">
      <Facets search={search} counted={first.facets} />
      <section>
        <div className="results-head">
          <h2 aria-live="polite">{t(`search.found.${kindOf(search)}`, { total })}</h2>
          <SortSelect search={search} />
          {isSignedIn && (search.q || chosenCount(search) > 0) && <SaveSearch search={search} />}
          <PageLink to="/searches">{t('saved.see')}</PageLink>
        </div>
        {problem}
        {first.correctedQuery && <p className="next">{t('search.corrected', { query: first.correctedQuery })}</p>}
        {first.note && <p className="next">{t(`search.notes.${first.note}`)}</p>}
        <Suggestions search={search} suggestions={first.suggestions} />
        <Hits found={found} first={first} />
      </section>
    </div>
  );
};

export default SearchResults;
