/** The import rules of the house: who may know whom. */
const PURE = '\\.(decider|types|events|upcasts|process|public)\\.ts$';
const SPEC = '(\\.spec\\.ts$|/test/|/bench/|\\.suite\\.ts$)';
const DRIVER = 'node_modules/(mongodb|@eventstore|@kurrent|nats|@nats-io)/';
const NEST_RIM = ['\\.(http|controller|guard|filter|interceptor)\\.ts$', '/app\\.module\\.ts$', '/main\\.ts$', SPEC];
const rule = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule('no-unresolvable', {}, { couldNotResolve: true }),
    rule('no-circular', {}, { circular: true }),
    rule('services-are-islands', { path: '^services/([^/]+)/' }, { path: '^services/', pathNot: '^services/$1/' }),
    rule('packages-know-no-service', { path: '^packages/' }, { path: '^services/' }),
    rule(
      'protocol-imports-only-zod',
      { path: '^packages/protocol/', pathNot: SPEC },
      { pathNot: ['^packages/protocol/', 'node_modules/zod/'] },
    ),
    rule(
      'receipt-stands-alone',
      { path: '^packages/receipt/' },
      { path: '^(packages|services|infra)/', pathNot: '^packages/receipt/' },
    ),
    rule(
      'packages-in-order',
      { path: '^packages/(eventsourcing|documents|nats|telemetry)/', pathNot: SPEC },
      { path: '^packages/', pathNot: ['^packages/$1/', '^packages/(protocol|documents|telemetry)/'] },
    ),
    rule(
      'no-deep-imports',
      { path: '^(?:services|packages)/([^/]+)/' },
      { path: '^packages/', pathNot: ['^packages/$1/', '/src/(index|runtime|testing|register|tables|node)\\.ts$'] },
    ),
    rule(
      'testing-only-in-specs',
      { pathNot: [SPEC, '^packages/testing/', '/src/testing\\.ts$'] },
      { path: '(^packages/testing/|/src/testing\\.ts$)' },
    ),
    rule(
      'pure-core',
      { path: '^services/.*' + PURE },
      { pathNot: [PURE, '^packages/(protocol|eventsourcing|receipt)/src/index\\.ts$', 'node_modules/zod/'] },
    ),
    rule(
      'read-side-apart',
      { path: '\\.projection\\.ts$' },
      // the contract's page keeps the fold of the contract itself, and the days that follow from it
      {
        path: '\\.(decider|process|commands|http|controller)\\.ts$',
        pathNot: '^services/contract/src/(contract/contract|deadlines/[a-z-]+)\\.decider\\.ts$',
      },
    ),
    rule('edges-hold-no-driver', { path: '\\.(http|controller)\\.ts$' }, { path: DRIVER, dependencyTypesNot: ['type-only'] }),
    rule('nest-at-the-rim', { path: '^services/', pathNot: NEST_RIM }, { path: 'node_modules/@nestjs/' }),
    rule('one-wiring-file', { path: '^services/', pathNot: ['/main\\.ts$', SPEC] }, { path: '/app\\.module\\.ts$' }),
    rule(
      'doors-see-no-store',
      { path: '^services/(gateway|portal)/', pathNot: SPEC },
      { path: '(^packages/eventsourcing/|' + DRIVER + ')' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|/gen/|/\\.results/|/jest\\.config\\.js$)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@lastmile/source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
