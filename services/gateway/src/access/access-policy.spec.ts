import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessPolicy, isAllowed, visitors } from '@lastmile/protocol';
import { controllers } from '../app.module.js';
import { routesIn } from '../http/serve.http.js';
import { probes } from '../openapi/probes.js';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const letters = { anonymous: '–', university: 'U', enterprise: 'E', broker: 'B', registrar: 'R', regulator: 'G', operator: 'O' };

describe('the policy', () => {
  it('has a row for each declared route, and no other but the portal', () => {
    const declared = [...routesIn(controllers), ...probes].map(({ method, path }) => `${method} ${path}`);
    expect([...accessPolicy.keys()].sort()).toEqual([...declared, 'GET /*'].sort());
  });
  it('names each visitor once a row, and somebody in every row', () => {
    for (const row of accessPolicy.values()) {
      expect(row.length).toBeGreaterThan(0);
      expect(new Set(row).size).toBe(row.length);
      for (const visitor of row) expect(visitors).toContain(visitor);
    }
  });
  it('lets nobody use what stands in no row', () => {
    for (const visitor of visitors) expect(isAllowed('GET /api/v1/secret', visitor)).toBe(false);
  });
  it('lets the public change nothing', () => {
    const open = [...accessPolicy]
      .filter(([operation, row]) => !operation.startsWith('GET') && row.includes('anonymous'))
      .map(([operation]) => operation);
    // a witness is known by its signature
    expect(open).toEqual([
      'POST /api/v1/ledger/verify',
      'POST /api/v1/ledger/cosignatures',
      'POST /api/v1/auth/sign-in',
      'POST /api/v1/auth/sign-out',
    ]);
  });
  it('is the table in the README', () => {
    const rows = [...readme.matchAll(/^\| `(GET|POST|PUT|PATCH|DELETE) (\/\S*)` +\| ([–UEBRGO](?: [UEBRGO])*) +\|/gm)];
    const printed = Object.fromEntries(rows.map(([, method, path, who]) => [`${method} ${path}`, who]));
    const expected = [...accessPolicy].map(([operation, row]) => [
      operation,
      visitors
        .filter((one) => row.includes(one))
        .map((one) => letters[one])
        .join(' '),
    ]);
    expect(printed).toEqual(Object.fromEntries(expected));
  });
});
