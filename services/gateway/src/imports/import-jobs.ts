import { defineCollection } from '@lastmile/documents';
import type { Document } from '@lastmile/documents';
import { instantSchema } from '@lastmile/protocol';
import type { Actor } from '@lastmile/protocol';
import { z } from 'zod';
import type { Language } from '../problems/language.js';

export const importKinds = ['listing', 'demand'] as const;
export const importKindSchema = z.enum(importKinds);
export type ImportKind = z.infer<typeof importKindSchema>;

export const rowErrorSchema = z.object({
  row: z.number().int().min(1),
  id: z.string().optional(),
  code: z.string(),
  message: z.string(),
});
export type RowError = z.infer<typeof rowErrorSchema>;

export const importViewSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  kind: importKindSchema,
  rows: z.number().int().describe('rows received; empty lines do not count'),
  accepted: z.number().int(),
  rejected: z.number().int(),
  done: z.boolean(),
  failure: z.string().optional().describe('why it ended before its last row'),
  errors: z.array(rowErrorSchema).describe('the first 200, in the order of the rows'),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type ImportView = z.infer<typeof importViewSchema>;

/** Rows up to `offset` in the received file are done; what came after is done again when the gateway starts anew. */
export interface ImportJob extends Document, ImportView {
  actor: Actor;
  language: Language;
  host: string;
  offset: number;
  line: number;
  traceparent?: string;
}

export const importsCollection = defineCollection<ImportJob>({
  name: 'imports',
  version: 1,
  indexes: [{ name: 'by-done', fields: ['done', 'createdAt'] }],
});

export const mostErrors = 200;

export const viewOf = (job: ImportJob): ImportView => {
  const { actor: _a, language: _l, host: _h, offset: _o, line: _n, traceparent: _t, ...view } = job;
  return view;
};
