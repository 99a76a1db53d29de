import type { Name } from '@lastmile/protocol';
import {
  cooperationModeNames,
  declineReasonNames,
  licenceModeNames,
  marketFieldNames,
  matchComponentNames,
  provinceOf,
} from '@lastmile/protocol/tables';

type Names<Code extends string> = Readonly<Record<Code, Name>>;

const inOne = <Code extends string>(names: Names<Code>, language: keyof Name, put = (name: string): string => name) =>
  Object.fromEntries(Object.entries<Name>(names).map(([code, name]) => [code, put(name[language])])) as Record<Code, string>;

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** What the codes of the platform are called: what stands alone begins with a capital. */
export const namesIn = (language: keyof Name) => ({
  field: inOne(marketFieldNames, language, capital),
  mode: inOne(cooperationModeNames, language),
  licence: inOne(licenceModeNames, language),
  declineReason: inOne(declineReasonNames, language),
  component: inOne(matchComponentNames, language, capital),
});

/** The province of a division code in the reader's language; undefined when there is none. */
export const regionOf = (code: string | undefined, language: string): string | undefined =>
  provinceOf(code ?? '')?.[language === 'en' ? 'en' : 'zh'];
