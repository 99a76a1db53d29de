import { problem } from '../problems/problem.js';

/** @example etagOf(3) // '"3"' */
export const etagOf = (revision: number): string => `"${revision}"`;

/** The revision that the client has seen; undefined for none and for `*`. Throws INVALID_IF_MATCH for anything but one strong tag. */
export const expectedRevisionOf = (ifMatch: string | undefined): number | undefined => {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const digits = /^\s*"(0|[1-9]\d{0,14})"\s*$/.exec(ifMatch)?.[1];
  if (digits === undefined) throw problem('INVALID_IF_MATCH');
  return Number(digits);
};

/** Answers of commands and views of records bear a revision; lists do not. */
export const revisionOf = (answer: unknown): number | undefined => {
  const revision = typeof answer === 'object' && answer !== null && 'revision' in answer ? answer.revision : undefined;
  return typeof revision === 'number' && revision >= 0 ? revision : undefined;
};
