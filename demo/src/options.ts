import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export interface Options {
  listings: string[];
  demands: string[];
  json: boolean;
  language: 'zh' | 'en';
  url: string;
  keys: Record<string, string>;
}

const ownData = (name: string): string => fileURLToPath(new URL(`../data/${name}`, import.meta.url));

const usage = `npm run demo -- [--listings FILE …] [--demands FILE …] [--lang zh|en] [--json]

Files hold one JSON object a line: id, title, abstract or content; other known fields of a listing or demand are used, unknown ones
ignored. Without files it tells the story with the project's own bilingual set.`;

const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run it as npm run demo, which finds or starts the platform`);
  return value;
};

/** Throws with the usage when the arguments are wrong. */
export const readOptions = (args: string[]): Options => {
  try {
    const { values } = parseArgs({
      args,
      options: {
        listings: { type: 'string', multiple: true },
        demands: { type: 'string', multiple: true },
        json: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'zh' },
      },
    });
    if (values.lang !== 'zh' && values.lang !== 'en') throw new Error('--lang is zh or en');
    return {
      listings: (values.listings ?? [ownData('listings.jsonl')]).map((file) => resolve(file)),
      demands: (values.demands ?? [ownData('demands.jsonl')]).map((file) => resolve(file)),
      json: values.json,
      language: values.lang,
      url: required('LASTMILE_URL'),
      keys: JSON.parse(required('LASTMILE_KEYS')) as Record<string, string>,
    };
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}\n\n${usage}`, { cause });
  }
};
