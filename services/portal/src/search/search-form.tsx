import { Link, useNavigate } from '@tanstack/react-router';
import type { RecordKind } from '@lastmile/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSearching, kindOf, withoutForeignFilters } from './market-search.js';
import type { MarketSearch } from './market-search.js';
import { QueryField } from './query-field.js';
import { PageLink } from '../parts/page-link.js';

const kinds = ['LISTING', 'DEMAND'] as const;

const addressKind = (kind: RecordKind): 'listing' | 'demand' => (kind === 'DEMAND' ? 'demand' : 'listing');

const asked = (search: MarketSearch, text: string, kind: RecordKind): MarketSearch => {
  const { q: _, kind: __, ...rest } = search;
  if (text.trim() === '' && !isSearching(rest)) return rest;
  return withoutForeignFilters({ ...rest, kind: addressKind(kind), ...(text.trim() && { q: text.trim() }) });
};

/** Words, and where they are looked for. With nothing asked it leads back to the market. */
const SearchForm = ({ search }: { search: MarketSearch }) => {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/' });
  const [text, setText] = useState(search.q ?? '');
  const [kind, setKind] = useState(kindOf(search));
  const go = (wanted: string, where = kind): void => void navigate({ to: '/', search: asked(search, wanted, where) });
  return (
    <form
      className="search-form"
      role="search"
      aria-label={t('search.label')}
      onSubmit={(event) => {
        event.preventDefault();
        go(text);
      }}
    >
      <select
        className="field-select"
        aria-label={t('search.kind')}
        value={kind}
        onChange={({ target }) => {
          const where = target.value as RecordKind;
          setKind(where);
          if (isSearching(search))
            void navigate({ to: '/', search: withoutForeignFilters({ ...search, kind: addressKind(where) }) });
        }}
      >
        {kinds.map((one) => (
          <option key={one} value={one}>
            {t(`search.kinds.${one}`)}
          </option>
        ))}
      </select>
      <QueryField
        kind={kind}
        text={text}
        onChange={setText}
        onChoose={(chosen) => {
          setText(chosen);
          go(chosen);
        }}
      />
      <button type="submit" className="brand-button">
        {t('search.go')}
      </button>
    </form>
  );
};

/** The form follows the address, and where the search leads besides. */
export const SearchBar = ({ search }: { search: MarketSearch }) => {
  const { t } = useTranslation();
  return (
    <div className="search-bar">
      <SearchForm key={`${search.kind} ${search.q}`} search={search} />
      <p className="search-links">
        {isSearching(search) ? (
          <Link to="/" search={{}}>
            {t('search.clear')}
          </Link>
        ) : (
          kinds.map((kind) => (
            <Link key={kind} to="/" search={{ ...search, kind: addressKind(kind) }}>
              {t(`search.browse.${kind}`)}
            </Link>
          ))
        )}
        <PageLink to="/searches">{t('saved.title')}</PageLink>
        <PageLink to="/quality">{t('quality.title')}</PageLink>
      </p>
    </div>
  );
};
