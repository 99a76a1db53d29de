import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rejectionCodes } from '@lastmile/protocol';
import { gatewayRows } from './gateway-codes.js';
import { isProblemCode, problemTable } from './problem-table.js';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

describe('the table of problems', () => {
  it('holds every rejection code and every code of the gateway, and nothing else', () => {
    const known = [...rejectionCodes, ...Object.keys(gatewayRows)];
    expect(Object.keys(problemTable).sort()).toEqual(known.sort());
    expect(new Set(known).size).toBe(known.length);
  });
  it.each(Object.entries(problemTable))('%s has a status and sentences in both languages', (_, { status, zh, en }) => {
    expect([400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503, 504]).toContain(status);
    for (const text of zh) expect(text).toMatch(/\p{Script=Han}/u);
    for (const text of en) expect(text).toMatch(/^[^\p{Script=Han}]{5,}$/u);
  });
  it('is the table in the README', () => {
    const rows = [...readme.matchAll(/^\| `([A-Z_0-9]+)` +\| (\d{3}) +\|/gm)].map(([, code, status]) => [code, Number(status)]);
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(Object.entries(problemTable).map(([code, { status }]) => [code, status])),
    );
  });
  it('knows no inherited names', () => {
    expect(isProblemCode('toString')).toBe(false);
  });
});
