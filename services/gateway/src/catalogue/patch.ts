import { z } from 'zod';

type Bare<T> = T extends z.ZodDefault<infer Inner> ? Inner : T;
type Patch<S extends z.ZodRawShape> = { [Name in keyof S]: z.ZodOptional<Bare<S[Name]>> };

/** Every member optional and none filled in: what a change does not name stays as it is. */
export const patchOf = <S extends Record<string, z.ZodType>>(content: z.ZodObject<S>): z.ZodObject<Patch<S>> => {
  const members = Object.entries(content.shape).map(([name, schema]) => {
    const bare = schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : schema;
    return [name, bare.optional()];
  });
  return z.object(Object.fromEntries(members) as Patch<S>);
};
