/** Deeper nesting is refused instead of exhausting the stack; it also ends a value that contains itself. */
const deepest = 200;

const refuse = (what: string): never => {
  throw new TypeError(`canonical JSON holds no ${what}`);
};

const textOf = (text: string): string => (text.isWellFormed() ? JSON.stringify(text) : refuse('lone surrogate'));

const numberOf = (value: number): string => (Number.isFinite(value) ? JSON.stringify(value) : refuse(String(value)));

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const serialise = (value: unknown, depth: number): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'number') return numberOf(value);
  if (typeof value !== 'object') return refuse(typeof value);
  if (depth >= deepest) return refuse(`more than ${deepest} levels`);
  if (Array.isArray(value)) return `[${Array.from(value, (item: unknown) => serialise(item, depth + 1)).join(',')}]`;
  if (!isPlain(value)) return refuse('objects of a class');
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${textOf(name)}:${serialise(field, depth + 1)}`).join(',')}}`;
};

/**
 * The canonical JSON text of a value (RFC 8785): no white space, names ordered by UTF-16 code units, numbers as ECMAScript
 * writes them. Throws TypeError for what has no such form: NaN, Infinity, undefined (also as a field), bigint, functions,
 * lone surrogates, objects of a class.
 * @example canonicalJson({ b: 1.0, a: '€' }) // '{"a":"€","b":1}'
 */
export const canonicalJson = (value: unknown): string => serialise(value, 0);
