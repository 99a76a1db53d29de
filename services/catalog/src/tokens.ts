/** What Nest injects; each controller names what it needs. */
export const ACHIEVEMENT_COMMANDS = Symbol('commands on achievements');
export const ACHIEVEMENT_DOCUMENTS = Symbol('documents of achievements');
export const LISTING_COMMANDS = Symbol('commands on listings');
export const LISTING_DOCUMENTS = Symbol('documents of listings');
export const DEMAND_COMMANDS = Symbol('commands on demands');
export const DEMAND_DOCUMENTS = Symbol('documents of demands');

/** The instant of a request, ISO in UTC. */
export const CLOCK = Symbol('clock');
export type Clock = () => string;
