import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { temporaryDirectory } from '@lastmile/testing';

const root = join(import.meta.dirname, '../../..');

/** One planted violation for each rule: the file, what it imports, and the rule that must catch it. */
const planted: { rule: string; file: string; text: string }[] = [
  { rule: 'no-unresolvable', file: 'services/catalog/src/lost.ts', text: `import './nowhere.js';` },
  { rule: 'no-circular', file: 'services/catalog/src/egg.ts', text: `import './hen.js';` },
  { rule: 'services-are-islands', file: 'services/catalog/src/bridge.ts', text: `import '../../matching/src/index.js';` },
  {
    rule: 'packages-know-no-service',
    file: 'packages/nats/src/upward.ts',
    text: `import '../../../services/matching/src/index.js';`,
  },
  { rule: 'protocol-imports-only-zod', file: 'packages/protocol/src/clock.ts', text: `import 'node:timers';` },
  { rule: 'receipt-stands-alone', file: 'packages/receipt/src/relative.ts', text: `import '../../protocol/src/index.js';` },
  { rule: 'packages-in-order', file: 'packages/nats/src/sideways.ts', text: `import '@lastmile/eventsourcing';` },
  { rule: 'no-deep-imports', file: 'services/catalog/src/burglar.ts', text: `import '../../../packages/nats/src/inner.js';` },
  { rule: 'testing-only-in-specs', file: 'services/catalog/src/rehearsal.ts', text: `import '@lastmile/testing';` },
  { rule: 'pure-core', file: 'services/catalog/src/listing/listing.decider.ts', text: `import 'node:fs';` },
  {
    rule: 'read-side-apart',
    file: 'services/catalog/src/projections/page.projection.ts',
    text: `import '../listing/listing.decider.js';`,
  },
  { rule: 'edges-hold-no-driver', file: 'services/catalog/src/listing/listing.controller.ts', text: `import 'mongodb';` },
  { rule: 'nest-at-the-rim', file: 'services/catalog/src/listing/prices.ts', text: `import '@nestjs/common';` },
  { rule: 'one-wiring-file', file: 'services/catalog/src/listing/shortcut.ts', text: `import '../app.module.js';` },
  { rule: 'doors-see-no-store', file: 'services/gateway/src/shortcut.ts', text: `import '@lastmile/eventsourcing';` },
];

const harmless = [
  ['services/catalog/src/hen.ts', `import './egg.js';`],
  ['services/catalog/src/app.module.ts', `export const wiring = 1;`],
  ['services/matching/src/index.ts', `export const matching = 1;`],
  ['packages/nats/src/inner.ts', `export const inner = 1;`],
];

describe('the import rules', () => {
  const copy = temporaryDirectory('rules');
  afterAll(() => copy.remove());

  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(copy.path, file)), { recursive: true });
    writeFileSync(join(copy.path, file), `${text}\n`);
  };

  /** The house with empty rooms: real manifests and configuration, one-line packages, every third-party package as it is. */
  const build = (): void => {
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.base.json', 'package.json'])
      cpSync(join(root, file), join(copy.path, file));
    mkdirSync(join(copy.path, 'node_modules/@lastmile'), { recursive: true });
    for (const name of readdirSync(join(root, 'node_modules')).filter((entry) => entry !== '@lastmile')) {
      symlinkSync(join(root, 'node_modules', name), join(copy.path, 'node_modules', name));
    }
    for (const name of readdirSync(join(root, 'packages'))) {
      write(`packages/${name}/src/index.ts`, 'export {};');
      cpSync(join(root, 'packages', name, 'package.json'), join(copy.path, 'packages', name, 'package.json'));
      symlinkSync(join(copy.path, 'packages', name), join(copy.path, 'node_modules/@lastmile', name));
    }
    for (const { file, text } of planted) write(file, text);
    for (const [file = '', text = ''] of harmless) write(file, text);
  };

  const violations = (): { rule: string; from: string }[] => {
    const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const args = [bin, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'packages', 'services'];
    const output = execFileSync(process.execPath, args, {
      cwd: copy.path,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: undefined },
      maxBuffer: 64 * 1024 * 1024,
    });
    const { summary } = JSON.parse(output) as { summary: { violations: { rule: { name: string }; from: string }[] } };
    return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
  };

  build();
  const found = violations();

  it.each(planted)('$rule catches $file', ({ rule, file }) => expect(found).toContainEqual({ rule, from: file }));

  it('has a planted violation for each of its rules', () => {
    const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
      forbidden: { name: string }[];
    };
    expect(planted.map(({ rule }) => rule).sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  it('lets what is allowed pass', () => {
    const guilty = new Set(planted.map(({ file }) => file));
    expect(found.filter(({ from }) => !guilty.has(from)).map(({ from }) => from)).toEqual([]);
  });
});
