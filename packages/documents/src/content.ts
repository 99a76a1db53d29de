import type { Document, Scalar } from './types.js';

/** A document as it is stored: its JSON, the key under each declared path, and the tokens that `contains` looks up. */
export interface Content {
  text: string;
  document: Document;
  keys: Scalar[];
  tokens: string[];
}

const LONE_SURROGATE = /\\u[dD][89a-fA-F]/;

/** Both stores keep UTF-8, which has no lone surrogates: they become U+FFFD here, so that stores and comparisons agree. */
const jsonOf = (value: unknown): string => {
  const text = JSON.stringify(value);
  if (!LONE_SURROGATE.test(text)) return text;
  return JSON.stringify(value, (_name, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part));
};

export const isScalar = (value: unknown): value is Scalar =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value));

/** The one form of a scalar that is stored and compared: well-formed text, no negative zero. */
export const normalScalar = (value: Scalar): Scalar => {
  if (typeof value === 'string') return value.toWellFormed();
  return value === 0 ? 0 : value;
};

const child = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** The scalar at the path; null when there is none, or when the path meets an array or ends at an object. */
export const keyOf = (document: unknown, path: string): Scalar => {
  let value = document;
  for (const name of path.split('.')) value = Array.isArray(value) ? undefined : child(value, name);
  return isScalar(value) ? value : null;
};

/** What an array under the path holds, as one text: the path and the JSON of the scalar. */
export const tokenOf = (path: string, value: Scalar): string => `${path}=${JSON.stringify(value)}`;

const membersUnder = (value: unknown, names: readonly string[], isMember: boolean): Scalar[] => {
  if (Array.isArray(value))
    return value.filter((part) => !Array.isArray(part)).flatMap((part) => membersUnder(part, names, true));
  const [first, ...rest] = names;
  if (first !== undefined) return membersUnder(child(value, first), rest, isMember);
  return isMember && isScalar(value) ? [value] : [];
};

/** Prepares a document for storing. Throws TypeError when its id or its revision is malformed. */
export const contentOf = (document: Document, paths: readonly string[]): Content => {
  const text = jsonOf(document);
  const plain = JSON.parse(text) as Document;
  const tokens = paths.flatMap((path) => membersUnder(plain, path.split('.'), false).map((value) => tokenOf(path, value)));
  return { text, document: plain, keys: paths.map((path) => keyOf(plain, path)), tokens: [...new Set(tokens)] };
};

/** Throws TypeError when the text is no id: 1 to 512 characters, well-formed, without NUL. */
export const demandId = (id: unknown): void => {
  const isId = typeof id === 'string' && id.length > 0 && id.length <= 512 && id.isWellFormed() && !id.includes('\0');
  if (!isId) throw new TypeError('an id is a text of 1 to 512 characters, well-formed and without NUL');
};

/** Throws TypeError when the value is no revision or position: a safe whole number from 0. */
export const demandRevision = (revision: unknown): void => {
  if (!Number.isSafeInteger(revision) || Number(revision) < 0) throw new TypeError('a revision is a safe whole number from 0');
};
