import type { CooperationMode, Evidence } from '@lastmile/protocol';
import type { Subject } from '../subject.js';
import type { Fit } from './fit.js';
import { lacking } from './fit.js';
import { joined } from './phrases.js';

const COMPATIBLE = 0.5;

/**
 * Modes that may stand in for each other in a negotiation: a use right for the ownership, one kind of development or of help for the other,
 * a contribution to equity for an assignment (北京市技术市场条例, Art. 23 registers the one as the other).
 */
const compatible: Readonly<Record<CooperationMode, readonly CooperationMode[]>> = {
  ASSIGNMENT: ['LICENCE', 'EQUITY_CONTRIBUTION'],
  LICENCE: ['ASSIGNMENT'],
  DEVELOPMENT_COMMISSIONED: ['DEVELOPMENT_COOPERATIVE'],
  DEVELOPMENT_COOPERATIVE: ['DEVELOPMENT_COMMISSIONED'],
  CONSULTING: ['SERVICE'],
  SERVICE: ['CONSULTING'],
  EQUITY_CONTRIBUTION: ['ASSIGNMENT'],
};

const isMode = (mode: string): mode is CooperationMode => mode in compatible;

const insteadOf = (mode: string, { modes }: Subject): string | undefined =>
  isMode(mode) ? compatible[mode].find((other) => modes.includes(other)) : undefined;

const fitOf = (mode: string, listing: Subject): number => {
  if (listing.modes.includes(mode)) return 1;
  return insteadOf(mode, listing) === undefined ? 0 : COMPATIBLE;
};

const tell = (listing: Subject, demand: Subject): Evidence[] => {
  const absent = demand.modes.filter((mode) => !listing.modes.includes(mode));
  if (absent.length === 0) return [{ code: 'MODES_OFFERED', values: { modes: joined(demand.modes) } }];
  const partly: Evidence = {
    code: 'MODES_PARTLY_OFFERED',
    values: { modes: joined(demand.modes), offered: joined(listing.modes) },
  };
  const instead = absent.flatMap((wanted): Evidence[] => {
    const offered = insteadOf(wanted, listing);
    return offered === undefined ? [] : [{ code: 'MODE_COMPATIBLE', values: { wanted, offered } }];
  });
  return [partly, ...instead];
};

/** Licences that a new owner would have to live with (SPC interpretation on technology contracts 2020, Art. 24). */
const remaining = (listing: Subject, demand: Subject): Evidence[] => {
  const isSold = demand.modes.includes('ASSIGNMENT') && listing.modes.includes('ASSIGNMENT');
  const modes = [...new Set((listing.licences ?? []).map(({ mode }) => mode))];
  return isSold && modes.length > 0 ? [{ code: 'LICENCES_REMAIN', values: { modes: joined(modes) } }] : [];
};

/** The share of the wanted modes that is offered; one that may stand in counts half. */
export const modeFit: Fit = {
  name: 'mode',
  isGiven: ({ modes }) => modes.length > 0,
  compare: ({ listing, demand }) => {
    const wanted = demand.modes.length;
    if (wanted === 0 || listing.modes.length === 0) return undefined;
    return demand.modes.reduce((sum, mode) => sum + fitOf(mode, listing), 0) / wanted;
  },
  tell: ({ listing, demand }) => [...tell(listing, demand), ...remaining(listing, demand)],
  missing: ({ listing, demand }) =>
    lacking([demand.modes.length > 0, 'DEMAND_MODES'], [listing.modes.length > 0, 'LISTING_MODES']),
};
