import type { Actor } from '@lastmile/protocol';

/** Who sees a match besides its parties: those who mediate, operate and supervise. */
const overseers: ReadonlySet<string> = new Set(['broker', 'operator', 'regulator', 'system']);

export const isOverseer = ({ role }: Pick<Actor, 'role'>): boolean => overseers.has(role);
