import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notificationEvents, notificationMessages, rejectionCodes } from '@lastmile/protocol';
import { deliveryEvents } from './delivery/delivery.events.js';
import { routes } from './delivery/delivery.routing.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const section = (title: string): string => readme.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const codesIn = (text: string, quote: string): string[] => {
  const quoted = [...text.matchAll(new RegExp(`${quote}([A-Z_0-9]+)${quote}`, 'g'))].map(([, code]) => code ?? '');
  return [...new Set(quoted)].filter((code) => rejectionCodes.some((known) => known === code)).sort();
};
const sources = globSync(join(import.meta.dirname, '**/*.ts')).filter((file) => !file.endsWith('.spec.ts'));

describe('the README', () => {
  it('lists the rejection codes that the code uses', () => {
    const used = codesIn(sources.map((file) => readFileSync(file, 'utf8')).join('\n'), "'");
    expect(codesIn(section('Rejection codes'), '`')).toEqual(used);
  });
  it('has the rows of the routing table', () => {
    const kinds = [...section('Who is told').matchAll(/^\| `([a-z-]+)`/gm)].map(([, kind]) => kind);
    expect(kinds).toEqual(routes.map(({ kind }) => kind));
  });
  it('names every stored event', () => {
    for (const name of deliveryEvents.storedNames) expect(section('Events')).toContain(`\`${name}\``);
  });
  it('names every subject', () => {
    const subjects = [...Object.values(notificationMessages), ...Object.values(notificationEvents)].map(({ subject }) => subject);
    for (const subject of subjects) expect(section('Subjects')).toContain(`\`${subject}\``);
  });
});
