import { demandContentSchema, listingContentSchema } from '@lastmile/protocol';
import type { DemandContent, ListingContent } from '@lastmile/protocol';
import { parsingIn } from '../problems/language.js';
import type { Language } from '../problems/language.js';
import type { ProblemCode } from '../problems/problem-table.js';
import type { ImportKind } from './import-jobs.js';

export type ParsedRow =
  { id: string; content: ListingContent | DemandContent } | { id?: string; code: ProblemCode; violations?: string[] };

const schemas = { listing: listingContentSchema, demand: demandContentSchema };

/** The long text may stand under either name. */
const textMember = { listing: ['abstract', 'content'], demand: ['content', 'abstract'] } as const;

const withoutNulls = (row: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

const idOf = (value: unknown): string | undefined => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' && value.length <= 200 ? value.trim() : undefined;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** One line of an import: `id` and `title`, the text, and the optional members of the content; unknown members are passed over. */
export const parseRow = (kind: ImportKind, text: string, language: Language = 'zh-CN'): ParsedRow => {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { code: 'INVALID_JSON' };
  const row = withoutNulls(value);
  const id = idOf(row['id']);
  if (id === undefined) return { code: 'INVALID_MESSAGE', violations: ['id: 1–200'] };
  const [own, other] = textMember[kind];
  const result = schemas[kind].safeParse({ ...row, [own]: row[own] ?? row[other], sourceId: id }, parsingIn(language));
  if (result.success) return { id, content: result.data };
  const violations = result.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
  return { id, code: 'INVALID_MESSAGE', violations };
};
