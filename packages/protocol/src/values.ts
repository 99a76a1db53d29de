import { z } from 'zod';
import { cooperationModes, licenceModes, marketFields } from './codes.js';

/** `{ amount: "1200000.00", currency: "CNY" }` on every wire; minor units (fen) in events and state. */
export const moneySchema = z.object({
  amount: z.string().regex(/^\d{1,13}(\.\d{1,2})?$/, 'amount: digits with at most two decimals'),
  currency: z.literal('CNY'),
});
export type Money = z.infer<typeof moneySchema>;

/** Exact: no floating point on the way. @example toMinorUnits({ amount: '1.5', currency: 'CNY' }) // 150 */
export const toMinorUnits = (money: Money): number => {
  const [whole = '0', fraction = ''] = money.amount.split('.');
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
};

/** @example fromMinorUnits(150) // { amount: '1.50', currency: 'CNY' } */
export const fromMinorUnits = (minor: number): Money => ({
  amount: `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`,
  currency: 'CNY',
});

export const marketFieldSchema = z.enum(marketFields);
export const cooperationModeSchema = z.enum(cooperationModes);
export const licenceModeSchema = z.enum(licenceModes);

export const achievementKinds = [
  'PATENT',
  'PATENT_APPLICATION',
  'SOFTWARE',
  'KNOW_HOW',
  'IC_LAYOUT',
  'PLANT_VARIETY',
  'NEW_DRUG',
  'DESIGN',
  'FORMULA',
  'OTHER',
] as const;
export const achievementKindSchema = z.enum(achievementKinds);
export type AchievementKind = z.infer<typeof achievementKindSchema>;

/** Size class of an enterprise; all but LARGE are the small businesses that the law puts first (Beijing regulation, Art. 23). */
export const enterpriseSizes = ['MICRO', 'SMALL', 'MEDIUM', 'LARGE'] as const;
export const enterpriseSizeSchema = z.enum(enterpriseSizes);
export type EnterpriseSize = z.infer<typeof enterpriseSizeSchema>;

/** Technology readiness 1–9 (GB/T 22900). */
export const readinessLevelSchema = z.number().int().min(1).max(9);

/** One quantified target or claim. `value` and `upper` are in `unit`; `upper` only with RANGE. */
export const indicatorSchema = z.object({
  name: z.string().trim().min(1).max(100),
  operator: z.enum(['GE', 'LE', 'EQ', 'RANGE']),
  value: z.number(),
  upper: z.number().optional(),
  unit: z.string().trim().max(30),
});
export type Indicator = z.infer<typeof indicatorSchema>;

/** Who owns an achievement; shares of all owners add up to 100. */
export const ownerSchema = z.object({
  name: z.string().trim().min(1).max(200),
  kind: z.enum(['UNIT', 'COMPLETER']),
  sharePercent: z.number().int().min(1).max(100),
});
export type Owner = z.infer<typeof ownerSchema>;

export const idSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'id: letters, digits, - and _ only, at most 64');
export const instantSchema = z.iso.datetime();
export const dateSchema = z.iso.date();
/** GB/T 2260 division code. */
export const regionSchema = z.string().regex(/^\d{6}$/, 'region: six digits (GB/T 2260)');
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** What every command answers with: the id and the revision that its events reached. */
export const commandResultSchema = z.object({ id: z.string(), revision: z.number().int().min(-1) });
export type CommandResult = z.infer<typeof commandResultSchema>;

/** Ask for one document; with `atRevision` the service waits (at most 2 s) until its read model has seen it. */
export const byIdSchema = z.object({ id: idSchema, atRevision: z.number().int().min(0).optional() });

export const pageQuery = { limit: z.number().int().min(1).max(200).default(20), cursor: z.string().max(500).optional() };
export const pageOf = <T>(item: z.ZodType<T>) => z.object({ items: z.array(item), nextCursor: z.string().optional() });

type Patch<Shape extends z.ZodRawShape> = { [Key in keyof Shape]?: z.output<Shape[Key]> };

/** What a partial change may hold: every field optional, and none filled in when it is left out (`partial()` would apply defaults). */
export const patchOf = <Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>): z.ZodType<Patch<Shape>> => {
  const fields = Object.entries(schema.shape).map(([name, field]) => {
    const bare = field instanceof z.ZodDefault ? field.removeDefault() : field;
    return [name, z.optional(bare)] as const;
  });
  // the compiler cannot follow the names through Object.entries
  return z.object(Object.fromEntries(fields)) as unknown as z.ZodType<Patch<Shape>>;
};
