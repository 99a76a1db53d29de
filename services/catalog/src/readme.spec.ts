import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogEvents, catalogMessages, rejectionCodes } from '@lastmile/protocol';
import { achievementEvents } from './achievement/achievement.events.js';
import { demandEvents } from './demand/demand.events.js';
import { transitions } from './lifecycle/lifecycle.decider.js';
import type { Step } from './lifecycle/lifecycle.decider.js';
import { listingEvents } from './listing/listing.events.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const section = (title: string): string => readme.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const codesIn = (text: string, quote: string): string[] => {
  const quoted = [...text.matchAll(new RegExp(`${quote}([A-Z_0-9]+)${quote}`, 'g'))].map(([, code]) => code ?? '');
  return [...new Set(quoted)].filter((code) => rejectionCodes.some((known) => known === code)).sort();
};
const sources = globSync(join(import.meta.dirname, '**/*.ts')).filter((file) => !file.endsWith('.spec.ts'));

const steps: Step[] = ['draft', 'import', 'revise', 'publish', 'renew', 'withdraw', 'conclude'];
const words = (cells: string[]) => cells.join(' ');
const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe('the README', () => {
  it('lists the rejection codes that the code uses', () => {
    const used = codesIn(sources.map((file) => readFileSync(file, 'utf8')).join('\n'), "'");
    expect(codesIn(section('Rejection codes'), '`')).toEqual(used);
  });
  it('prints the transition table', () => {
    const rows = section('Life of a listing or demand')
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map(cellsOf)
      .map(words);
    const expected = Object.entries(transitions).map(([status, row]) =>
      words([status, ...steps.map((step) => row[step] ?? '–')]),
    );
    expect(rows[0]).toBe(words(['from', ...steps]));
    expect(rows.slice(2)).toEqual(expected);
  });
  it('names every stored event', () => {
    for (const codec of [achievementEvents, listingEvents, demandEvents])
      for (const name of codec.storedNames) expect(section('Events')).toContain(`\`${name}\``);
  });
  it('names every subject', () => {
    const subjects = [...Object.values(catalogMessages), ...Object.values(catalogEvents)].map(({ subject }) => subject);
    for (const subject of subjects) expect(section('Subjects')).toContain(`\`${subject}\``);
  });
});
