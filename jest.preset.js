import { mkdirSync } from 'node:fs';

/**
 * One jest preset for every workspace. The kind of a test is in its file name:
 * `.spec.ts` pure, `.int.spec.ts` real servers, `.e2e.spec.ts` whole platform, `.chaos.spec.ts` faults.
 */
const kinds = {
  unit: { testRegex: '(?<!\\.(int|e2e|chaos))\\.spec\\.ts$', testTimeout: 20_000 },
  int: { testRegex: '\\.int\\.spec\\.ts$', testTimeout: 60_000 },
  e2e: { testRegex: '\\.e2e\\.spec\\.ts$', testTimeout: 180_000 },
  chaos: { testRegex: '\\.chaos\\.spec\\.ts$', testTimeout: 600_000 },
};
const kind = process.env.TEST_KIND ?? 'unit';

// jest --outputFile does not make the folder it writes to
mkdirSync('.results', { recursive: true });

export default {
  ...kinds[kind],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@lastmile/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        module: { type: 'es6' },
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        sourceMaps: 'inline',
      },
    ],
  },
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
