import { problem } from '../problems/problem.js';

/** The position that the client has seen last; undefined at its first connection. Throws INVALID_LAST_EVENT_ID. */
export const lastEventIdOf = (header: string | string[] | undefined): number | undefined => {
  if (header === undefined || header === '') return undefined;
  const digits = typeof header === 'string' ? /^\d{1,16}$/.exec(header)?.[0] : undefined;
  const position = Number(digits);
  if (digits === undefined || !Number.isSafeInteger(position)) throw problem('INVALID_LAST_EVENT_ID');
  return position;
};
