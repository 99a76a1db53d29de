import { z } from 'zod';
import { jsonSchemaOf } from '../openapi/schema.js';

/** Numbers and booleans as they stand in an address. */
const digits = z.string().regex(/^\d{1,15}$/, 'digits only');

export const wholeNumber = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  digits
    .transform(Number)
    .pipe(z.number().int().min(least).max(most))
    .meta({ type: 'integer', minimum: least, ...(most < Number.MAX_SAFE_INTEGER && { maximum: most }) });

export const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .meta({ type: 'boolean' });

const textsOf = (value: unknown): unknown => {
  const given: unknown[] = [value]
    .flat()
    .flatMap((one: unknown) => (typeof one === 'string' ? one.split(',').map((text) => text.trim()) : [one]))
    .filter((one) => one !== '' && one !== undefined);
  return given.length > 0 ? [...new Set(given)] : undefined;
};

/** Several values of one parameter: repeated, or apart by commas. Nothing given is undefined, never an empty list. */
export const severalOf = <Item extends z.ZodType>(item: Item, most: number) =>
  z
    .preprocess(textsOf, z.array(item).max(most).optional())
    .meta({ type: 'array', items: jsonSchemaOf(item, 'input'), maxItems: most });

/** Every list takes these. */
export const pageParameters = {
  limit: wholeNumber(1, 200).optional().describe('1–200, 20 when left out'),
  cursor: z.string().max(500).optional().describe('`nextCursor` of the page before'),
};

/** Read your writes: waits at most 2 s until the view has seen the revision. */
export const atRevision = z.object({
  atRevision: wholeNumber(0).optional().describe('wait until the view has seen this revision'),
});

/** Twenty items unless asked otherwise. */
export const pageOfQuery = <T extends { limit?: number }>(query: T): T & { limit: number } => ({
  ...query,
  limit: query.limit ?? 20,
});
