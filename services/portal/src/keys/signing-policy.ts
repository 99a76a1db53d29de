import type { SigningPolicy } from '@lastmile/protocol';

export interface StillAsked {
  isDone: boolean;
  /** How many more must sign. */
  count: number;
  /** Who may sign now; undefined: any signatory of the organisation who has not. */
  next?: string[];
}

/** What an organisation's policy still asks for, after those who have signed. */
export const stillAsked = ({ mode, signatories, atLeast = 1 }: SigningPolicy, signedBy: readonly string[]): StillAsked => {
  const waiting = signatories.filter((id) => !signedBy.includes(id));
  const counted = signatories.length === 0 ? signedBy.length : signatories.length - waiting.length;
  const needed = { ONE: 1, ALL: signatories.length, AT_LEAST: atLeast, IN_ORDER: signatories.length }[mode];
  const count = Math.max(0, needed - counted);
  if (count === 0) return { isDone: true, count, next: [] };
  if (signatories.length === 0) return { isDone: false, count };
  return { isDone: false, count, next: mode === 'IN_ORDER' ? waiting.slice(0, 1) : waiting };
};
