import type { Declaration } from '@lastmile/protocol';
import type { Dossier } from './dossier.types.js';

type About<Name extends Declaration['about']> = Extract<Declaration, { about: Name }>;

/** The seller's last word on a subject; undefined: nothing was said. */
export const declared = <Name extends Declaration['about']>(dossier: Dossier, about: Name): About<Name> | undefined =>
  dossier.declarations[about]?.declaration as About<Name> | undefined;

/** The whole country until the seller says where it sits. */
export const regionOf = (dossier: Dossier): string => declared(dossier, 'SELLER')?.region ?? '000000';

/** Until it is said, the stricter case holds: a state-founded unit. */
export const isStateUnit = (dossier: Dossier): boolean => declared(dossier, 'SELLER')?.isStateUnit ?? true;

/** What the public notice has to mark. */
export const marksOf = (dossier: Dossier): { isBuyerRelated: boolean; hasLeaders: boolean } => {
  const interests = declared(dossier, 'INTERESTS');
  const persons = interests?.persons ?? [];
  return {
    isBuyerRelated: interests?.isBuyerRelated === true || persons.some(({ role }) => role === 'RELATED_TO_BUYER'),
    hasLeaders: persons.some(({ role }) => role === 'LEADER'),
  };
};
