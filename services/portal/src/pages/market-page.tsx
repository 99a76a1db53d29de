import { marketFields } from '@lastmile/protocol/tables';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDemands, useListings, useNumbers } from '../api/queries.js';
import { useMe } from '../api/session.js';
import { Nothing } from '../parts/nothing.js';
import { usePageTitle } from '../parts/page-title.js';
import { Pages } from '../parts/pages.js';
import { Waiting } from '../parts/waiting.js';
import { isSearching, readSearch } from '../search/market-search.js';
import { SearchBar } from '../search/search-form.js';
import { DemandCard, ListingCard } from './catalogue-cards.js';

/** Fetched when somebody searches. */
const SearchResults = lazy(() => import('../search/search-results.js'));

/** How much there is; the platform tells those who are signed in. */
const Figures = () => {
  const { t, i18n } = useTranslation();
  const { data: me } = useMe();
  const { data } = useNumbers(Boolean(me));
  if (!data) return null;
  const figures = [
    [data.listings, t('market.listings')],
    [data.demands, t('market.demands')],
    [data.matches, t('market.matches')],
  ] as const;
  return (
    <dl className="figures">
      {figures.map(([number, name]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{new Intl.NumberFormat(i18n.language).format(number)}</dd>
        </div>
      ))}
    </dl>
  );
};

const FieldSelect = ({ field }: { field: string | undefined }) => {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/' });
  return (
    <select
      className="field-select"
      aria-label={t('market.field')}
      value={field ?? ''}
      onChange={({ target }) => void navigate({ search: target.value ? { field: target.value } : {}, replace: true })}
    >
      <option value="">{t('market.allFields')}</option>
      {marketFields.map((value) => (
        <option key={value} value={value}>
          {t(`field.${value}`)}
        </option>
      ))}
    </select>
  );
};

const sides = ['listings', 'demands'] as const;
type Side = (typeof sides)[number];

/** Where there is no room for two columns, one of them is shown. */
const SideSwitch = ({ side, onChange }: { side: Side; onChange: (side: Side) => void }) => {
  const { t } = useTranslation();
  return (
    <div className="choice side-switch" role="group" aria-label={t('market.side')}>
      {sides.map((name) => (
        <button key={name} type="button" className="choice-item" aria-pressed={side === name} onClick={() => onChange(name)}>
          {t(`market.${name}`)}
        </button>
      ))}
    </div>
  );
};

const Empty = ({ side, field }: { side: Side; field: string | undefined }) => {
  const { t } = useTranslation();
  if (field) return <Nothing text={t(`market.noneInField.${side}`)} />;
  return (
    <Nothing text={t(`market.none.${side}`)}>
      <p className="hint">{t('market.emptyHint')}</p>
    </Nothing>
  );
};

/** What is offered beside what is asked for; a field narrows both. */
const Browse = ({ field: asked }: { field: string | undefined }) => {
  const { t } = useTranslation();
  const field = marketFields.find((name) => name === asked);
  const [side, setSide] = useState<Side>('listings');
  return (
    <>
      <div className="filters">
        <FieldSelect field={field} />
        <SideSwitch side={side} onChange={setSide} />
      </div>
      <div className={`columns shows-${side}`}>
        <section className="listings">
          <h2>{t('market.listings')}</h2>
          <Pages query={useListings(field)} name={t('market.listings')} empty={<Empty side="listings" field={field} />}>
            {(item) => <ListingCard item={item} />}
          </Pages>
        </section>
        <section className="demands">
          <h2>{t('market.demands')}</h2>
          <Pages query={useDemands(field)} name={t('market.demands')} empty={<Empty side="demands" field={field} />}>
            {(item) => <DemandCard item={item} />}
          </Pages>
        </section>
      </div>
    </>
  );
};

/** The market, or what a search finds in it. */
export const MarketPage = () => {
  const { t } = useTranslation();
  usePageTitle(t('nav.market'));
  // The address may hold more than a search, such as the language.
  const search = readSearch({ ...useSearch({ from: '/' }) });
  const { data: me } = useMe();
  const isSignedIn = Boolean(me);
  return (
    <>
      <section className="hero">
        <div>
          <h1>{t('slogan')}</h1>
          {!isSearching(search) && <p>{t('intro')}</p>}
        </div>
        <Figures />
      </section>
      <SearchBar search={search} />
      {isSearching(search) ? (
        <Suspense fallback={<Waiting />}>
          <SearchResults search={search} isSignedIn={isSignedIn} />
        </Suspense>
      ) : (
        <Browse field={search.field} />
      )}
    </>
  );
};
