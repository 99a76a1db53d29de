import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessPolicy, roles, visitors } from '@lastmile/protocol';
import type { Visitor } from '@lastmile/protocol';
import { mayOpen, pageUses } from './access.js';
import type { PageAddress } from './access.js';

const pages = Object.keys(pageUses) as PageAddress[];
const sourceFolder = join(import.meta.dirname, '..');
const textOf = (file: string): string => readFileSync(join(sourceFolder, file), 'utf8');

const everybodys: PageAddress[] = ['/', '/listings/$id', '/demands/$id', '/verify', '/rules', '/notices'];
const signedIns: PageAddress[] = ['/searches', '/matches/$id', '/contracts', '/contracts/$id', '/inbox'];
const dealers: PageAddress[] = ['/records', '/quality', '/matches', '/keys'];

describe('who is shown a link to which page', () => {
  it.each<[Visitor, PageAddress[]]>([
    ['anonymous', everybodys],
    ['university', [...everybodys, ...signedIns, ...dealers]],
    ['enterprise', [...everybodys, ...signedIns, ...dealers]],
    ['broker', [...everybodys, ...signedIns, ...dealers]],
    ['registrar', [...everybodys, ...signedIns]],
    ['regulator', [...everybodys, ...signedIns]],
    ['operator', [...everybodys, ...signedIns]],
  ])('%s', (visitor, shown) => expect(pages.filter((page) => mayOpen(page, visitor)).sort()).toEqual([...shown].sort()));

  it('is said for every role, every page of the router, and by operations that the gateway knows', () => {
    expect(visitors).toEqual(['anonymous', ...roles]);
    const addresses = [...textOf('router.tsx').matchAll(/path: '([^']+)'/g)].map(([, address]) => address);
    expect(addresses.sort()).toEqual([...pages].sort());
    for (const operation of Object.values(pageUses).flat()) expect([...accessPolicy.keys()]).toContain(operation);
  });

  it('is asked wherever a page links to one that is not for everybody', () => {
    const linked = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx'))
      .flatMap((file) => [...textOf(file).matchAll(/<Link\s[^>]*?to="([^"$]+)"/g)].map(([, address]) => `${file} ${address}`));
    expect(linked.length).toBeGreaterThan(3);
    expect(linked.filter((link) => !link.endsWith(' /'))).toEqual([]);
  });

  it('is asked by every page about the own organisation', () => {
    const asked = readdirSync(join(sourceFolder, 'pages'))
      .filter((file) => file.endsWith('.tsx'))
      .flatMap((file) => [...textOf(`pages/${file}`).matchAll(/<SignedInOnly page="([^"]+)"/g)].map(([, address]) => address));
    expect(asked.sort()).toEqual([...signedIns, ...dealers].sort());
  });
});
