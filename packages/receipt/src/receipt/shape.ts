import { fromBase64 } from '../bytes.js';
import { refuse } from '../refusal.js';
import type { RefusalCode } from '../refusal.js';

export type Check = (value: unknown) => boolean;

/** The fields an object must and may have; it has no others. */
export interface Shape {
  readonly required: Readonly<Record<string, Check>>;
  readonly optional?: Readonly<Record<string, Check>>;
}

export const isText = (pattern: RegExp): Check => {
  return (value) => typeof value === 'string' && value.isWellFormed() && pattern.test(value);
};
export const isOneOf = (...values: readonly unknown[]): Check => {
  return (value) => values.includes(value);
};
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** What the platform uses as ids: printable ASCII without spaces, so that none can run over a line of a signing payload. */
export const isId = isText(/^[\x21-\x7e]{1,200}$/);
/** SHA-256 in lower-case hexadecimal. */
export const isHash = isText(/^[0-9a-f]{64}$/);
export const isBase64: Check = (value) => typeof value === 'string' && fromBase64(value) !== undefined;
/** An instant in the one form of `Date.prototype.toISOString`. */
export const isInstant: Check = (value) => {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString() === value;
};

/** The first field that is missing, wrong or unknown; empty when the value is no object at all. */
const faultOf = (value: unknown, { required, optional = {} }: Shape): string | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  const names = new Set([...Object.keys(required), ...Object.keys(value)]);
  return Array.from(names).find((name) => {
    const check = Object.hasOwn(required, name) ? required[name] : Object.hasOwn(optional, name) ? optional[name] : undefined;
    return check === undefined || !Object.hasOwn(value, name) || !check((value as Record<string, unknown>)[name]);
  });
};

/** Refuses with the code and the path of the first field that does not fit the shape. */
export const demandShape = (
  value: unknown,
  shape: Shape,
  refusal: { readonly code: RefusalCode; readonly where: string },
): void => {
  const fault = faultOf(value, shape);
  if (fault !== undefined) refuse(refusal.code, [refusal.where, fault].filter(Boolean).join('.'));
};
