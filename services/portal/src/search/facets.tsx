import { useNavigate } from '@tanstack/react-router';
import type { FacetName, PriceBand, SearchOutput } from '@lastmile/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../parts/words.js';
import {
  chosenCount,
  facetsOf,
  kindOf,
  levelBound,
  levelCounts,
  levelToggled,
  toggled,
  valuesOf,
  withoutAnyFilter,
} from './market-search.js';
import type { MarketSearch } from './market-search.js';
import { valueInWords } from './value-words.js';

interface Value {
  value: string;
  label: string;
  count: number;
  isChosen: boolean;
  next: MarketSearch;
}

const mostShown = 8;

const priceBands: string[] = ['TO_100K', 'TO_500K', 'TO_1M', 'TO_5M', 'OVER_5M', 'UNSTATED'] satisfies PriceBand[];

type Counts = SearchOutput['facets'][string];

/** The most frequent first, as they come; prices from low to high. */
const inOrder = (facet: FacetName, counts: Counts): Counts =>
  facet === 'priceBand' ? counts.toSorted((a, b) => priceBands.indexOf(a.value) - priceBands.indexOf(b.value)) : counts;

/** Values to choose from: what is chosen stays, also when nothing has it any more. */
const useValues = (search: MarketSearch, facet: FacetName, counted: SearchOutput['facets']): Value[] => {
  const words = useWords();
  const counts = inOrder(facet, counted[facet] ?? []);
  const kind = kindOf(search);
  if (facet === 'readiness') {
    const bound = levelBound(kind);
    return levelCounts(counts, kind)
      .filter(
        ({ value, count }, place, all) =>
          search[bound] === value || (count > 0 && count !== all[kind === 'LISTING' ? place + 1 : place - 1]?.count),
      )
      .map(({ value, count }) => ({
        value,
        count,
        label: valueInWords(words, bound, value),
        isChosen: search[bound] === value,
        next: levelToggled(search, value),
      }));
  }
  const chosen = valuesOf(search, facet);
  const gone = chosen.filter((value) => !counts.some((one) => one.value === value)).map((value) => ({ value, count: 0 }));
  return [...counts, ...gone].map(({ value, count }) => ({
    value,
    count,
    label: valueInWords(words, facet, value),
    isChosen: chosen.includes(value),
    next: toggled(search, facet, value),
  }));
};

const Facet = ({ search, facet, counted }: { search: MarketSearch; facet: FacetName; counted: SearchOutput['facets'] }) => {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate({ from: '/' });
  const [isWhole, setWhole] = useState(false);
  const values = useValues(search, facet, counted);
  if (values.length === 0) return null;
  const kind = kindOf(search);
  const name = facet === 'priceBand' || facet === 'readiness' ? t(`search.facets.${facet}.${kind}`) : t(`search.facets.${facet}`);
  const shown = isWhole ? values : values.filter(({ isChosen }, place) => isChosen || place < mostShown);
  return (
    <div className="facet" role="group" aria-label={name}>
      <h2>{name}</h2>
      <div className="facet-values">
        {shown.map(({ value, label, count, isChosen, next }) => (
          <button
            key={value}
            type="button"
            className="choice-item"
            aria-pressed={isChosen}
            onClick={() => void navigate({ to: '/', search: next, replace: true, resetScroll: false })}
          >
            {label} <span className="count">{new Intl.NumberFormat(i18n.language).format(count)}</span>
          </button>
        ))}
      </div>
      {values.length > mostShown && (
        <button type="button" className="text-button" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('search.fewerValues') : t('search.allValues', { count: values.length })}
        </button>
      )}
    </div>
  );
};

/** Counts beside each value; a chosen one is pressed. On a narrow screen they open on demand. */
export const Facets = ({ search, counted }: { search: MarketSearch; counted: SearchOutput['facets'] }) => {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/' });
  const [isOpen, setOpen] = useState(() => window.matchMedia('(width > 860px)').matches);
  const chosen = chosenCount(search);
  return (
    <aside className="facets" aria-label={t('search.filters')}>
      <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          {t('search.filters')}
          {chosen > 0 && <span className="hint"> · {t('search.chosen', { count: chosen })}</span>}
        </summary>
        {chosen > 0 && (
          <button
            type="button"
            className="text-button"
            onClick={() => void navigate({ to: '/', search: withoutAnyFilter(search), replace: true, resetScroll: false })}
          >
            {t('search.clearFilters')}
          </button>
        )}
        {facetsOf(kindOf(search)).map((facet) => (
          <Facet key={facet} search={search} facet={facet} counted={counted} />
        ))}
      </details>
    </aside>
  );
};
