import type { Constraint, SearchFilter } from '@lastmile/protocol';
import type { TFunction, i18n as I18n } from 'i18next';
import { regionOf } from '../i18n/names.js';

export interface Words {
  t: TFunction;
  exists: I18n['exists'];
  language: string;
}

/** A code in words; a code that is not known stays as it is. */
export const inWords = ({ t, exists }: Pick<Words, 't' | 'exists'>, group: string, code: string | number | undefined): string => {
  if (code === undefined) return '';
  const key = `${group}.${code}`;
  return exists(key) ? t(key as 'declineReason.PRICE') : String(code);
};

/** A filter's value in words: `field` and `NEW_ENERGY`, `region` and `11`, `readinessMin` and `5`. */
export const valueInWords = (words: Words, name: string, value: string): string => {
  if (name === 'region') return regionOf(value, words.language) ?? value;
  if (name === 'readiness') return words.t('card.trlOf', { level: value });
  if (name === 'trlMin' || name === 'readinessMin') return words.t('search.trlAtLeast', { level: value });
  if (name === 'trlMax' || name === 'readinessMax') return words.t('search.trlAtMost', { level: value });
  return inWords(words, name, value);
};

const nameKeys: Record<string, string> = {
  field: 'search.facets.field',
  region: 'search.facets.region',
  mode: 'search.facets.mode',
  achievementKind: 'search.facets.achievementKind',
  priceBand: 'search.facets.priceBand.LISTING',
  readinessMin: 'search.facets.readiness.LISTING',
  readinessMax: 'search.facets.readiness.LISTING',
};

/** The name of a filter in words. */
export const filterInWords = ({ t }: Pick<Words, 't'>, name: string): string => {
  const key = nameKeys[name];
  return key === undefined ? name : t(key as 'search.facets.field');
};

/** Every value of a filter in words. */
export const chosenInWords = (words: Words, filter: SearchFilter): string[] =>
  Object.entries(filter).flatMap(([name, given]) =>
    [given].flat().flatMap((value) => (value === undefined ? [] : [valueInWords(words, name, String(value))])),
  );

/** Why a pair is kept apart. */
export const constraintInWords = (words: Words, { name, side, values }: Constraint): string => {
  const until = values['until'];
  return words.t(`match.constraints.${name}.${side}`, {
    until: until === undefined ? '' : words.t('match.constraintUntil', { until }),
    mode: inWords(words, 'licence', String(values['mode'] ?? '')),
    wanted: inWords(words, 'licence', String(values['wanted'] ?? '')),
  });
};
