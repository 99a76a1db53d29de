import { createHash } from 'node:crypto';
import { reject } from '@lastmile/protocol';
import type { InputOf, matchingMessages } from '@lastmile/protocol';
import { z } from 'zod';

export type SearchInput = InputOf<typeof matchingMessages.search>;

/** Where a page ended. */
export interface Place {
  score: number;
  id: string;
}

const placeSchema = z.tuple([z.string(), z.number(), z.string()]);

/** What makes two requests pages of one list. */
const listOf = ({ kind, query, filter, sort }: SearchInput): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, query.trim(), Object.entries(filter).sort(), sort]))
    .digest('base64url')
    .slice(0, 8);

export const cursorOf = (input: SearchInput, { score, id }: Place): string =>
  Buffer.from(JSON.stringify([listOf(input), score, id])).toString('base64url');

const decoded = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/** The place behind which the page begins; a cursor serves its own list only. */
export const placeIn = (input: SearchInput): Place | undefined => {
  if (input.cursor === undefined) return undefined;
  const parsed = placeSchema.safeParse(decoded(input.cursor));
  if (!parsed.success || parsed.data[0] !== listOf(input))
    throw reject('INVALID_MESSAGE', { violations: ['cursor: of another list'] });
  const [, score, id] = parsed.data;
  return { score, id };
};
