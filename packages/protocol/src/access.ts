/** What an organisation is on the platform. */
export const roles = ['university', 'enterprise', 'broker', 'registrar', 'regulator', 'operator'] as const;
export type Role = (typeof roles)[number];

/** A role, or somebody who is not signed in. */
export type Visitor = Role | 'anonymous';

export const visitors: readonly Visitor[] = ['anonymous', ...roles];

const everybody = visitors;
const signedIn: readonly Visitor[] = roles;
/** Who offers achievements, and who looks for them; brokers do either for those they act for. */
const suppliers: readonly Visitor[] = ['university', 'broker'];
const seekers: readonly Visitor[] = ['enterprise', 'broker'];
const dealers: readonly Visitor[] = ['university', 'enterprise', 'broker'];
const overseers: readonly Visitor[] = ['registrar', 'regulator', 'operator'];
const supervisors: readonly Visitor[] = ['regulator', 'operator'];
const operators: readonly Visitor[] = ['operator'];

const api = '/api/v1';

const routesOf = (noun: string, who: readonly Visitor[]): [string, readonly Visitor[]][] => [
  [`POST ${api}/${noun}`, who],
  [`PATCH ${api}/${noun}/:id`, who],
  [`POST ${api}/${noun}/:id/publish`, who],
  [`POST ${api}/${noun}/:id/renew`, who],
  [`POST ${api}/${noun}/:id/withdraw`, who],
  [`GET ${api}/${noun}`, everybody],
  [`GET ${api}/${noun}/:id`, everybody],
  [`GET ${api}/${noun}/:id/quality`, who],
  [`GET ${api}/${noun}/:id/feedback`, who],
  [`GET ${api}/${noun}/:id/blocked`, [...who, ...supervisors]],
];

/**
 * Who may use which route of the HTTP API, by method and address: the gateway guards with it, the portal shows what it allows. What is
 * somebody's own is checked where the record lies: in the services, and in the gateway for organisations, keys and imports.
 */
export const accessPolicy: ReadonlyMap<string, readonly Visitor[]> = new Map<string, readonly Visitor[]>([
  [`POST ${api}/achievements`, ['university']],
  [`GET ${api}/achievements`, signedIn],
  [`GET ${api}/achievements/:id`, signedIn],
  ...routesOf('listings', suppliers),
  ...routesOf('demands', seekers),
  [`POST ${api}/quality`, dealers],
  [`GET ${api}/search`, everybody],
  [`GET ${api}/search/suggestions`, everybody],
  [`POST ${api}/saved-searches`, signedIn],
  [`PUT ${api}/saved-searches/:id`, signedIn],
  [`GET ${api}/saved-searches`, signedIn],
  [`DELETE ${api}/saved-searches/:id`, signedIn],
  [`GET ${api}/matches`, signedIn],
  [`GET ${api}/matches/explain`, signedIn],
  [`GET ${api}/matches/:id`, signedIn],
  [`POST ${api}/matches/:id/intent`, dealers],
  [`POST ${api}/matches/:id/decline`, dealers],
  [`POST ${api}/match-preview`, signedIn],
  [`GET ${api}/match-index`, signedIn],
  [`POST ${api}/contracts`, dealers],
  [`GET ${api}/contracts`, [...dealers, ...overseers]],
  [`GET ${api}/contracts/:id`, [...dealers, ...overseers]],
  [`GET ${api}/contracts/:id/history`, [...dealers, ...overseers]],
  [`POST ${api}/contracts/:id/terms`, dealers],
  [`POST ${api}/contracts/:id/accept`, dealers],
  [`POST ${api}/contracts/:id/sign`, dealers],
  [`GET ${api}/contracts/:id/receipt`, [...dealers, ...overseers]],
  [`GET ${api}/contracts/:id/evidence`, [...dealers, ...overseers]],
  [`POST ${api}/contracts/:id/evidence/seal`, dealers],
  [`GET ${api}/contracts/:id/document.pdf`, [...dealers, ...overseers]],
  [`GET ${api}/deadlines`, [...dealers, ...overseers]],
  [`GET ${api}/rules`, everybody],
  [`POST ${api}/distribution-preview`, signedIn],
  [`POST ${api}/signing-check`, signedIn],
  [`GET ${api}/ledger/checkpoint`, everybody],
  [`GET ${api}/ledger/checkpoint/note`, everybody],
  [`GET ${api}/ledger/key`, everybody],
  [`GET ${api}/ledger/entries/:index`, everybody],
  [`GET ${api}/ledger/proofs/inclusion`, everybody],
  [`GET ${api}/ledger/proofs/consistency`, everybody],
  [`POST ${api}/ledger/verify`, everybody],
  [`POST ${api}/organisations`, operators],
  [`GET ${api}/organisations/:id`, signedIn],
  [`GET ${api}/organisations/:id/api-keys`, signedIn],
  [`POST ${api}/organisations/:id/api-keys`, signedIn],
  [`DELETE ${api}/organisations/:id/api-keys/:keyId`, signedIn],
  [`GET ${api}/organisations/:id/signing-keys`, signedIn],
  [`POST ${api}/organisations/:id/signing-keys`, dealers],
  [`POST ${api}/organisations/:id/signing-keys/:keyId/rotate`, dealers],
  [`POST ${api}/organisations/:id/signing-keys/:keyId/revoke`, dealers],
  [`GET ${api}/organisations/:id/signing-policy`, signedIn],
  [`PUT ${api}/organisations/:id/signing-policy`, dealers],
  [`GET ${api}/notifications`, signedIn],
  [`POST ${api}/notifications/:id/read`, signedIn],
  [`GET ${api}/stream`, signedIn],
  [`POST ${api}/imports`, dealers],
  [`GET ${api}/imports/:id`, dealers],
  [`POST ${api}/auth/sign-in`, everybody],
  [`POST ${api}/auth/sign-out`, everybody],
  [`GET ${api}/auth/me`, signedIn],
  [`GET ${api}/ops/health`, operators],
  [`GET ${api}/ops/traces/:traceId`, operators],
  [`GET ${api}/ops/ranking`, supervisors],
  [`GET ${api}/ops/match-index/drift`, operators],
  [`GET ${api}/ops/dead-letters`, operators],
  [`POST ${api}/ops/dead-letters/:id/replay`, operators],
  [`POST ${api}/ops/dead-letters/:id/discard`, operators],
  ['GET /api/openapi.json', everybody],
  ['GET /api/docs', everybody],
  ['GET /health/live', everybody],
  ['GET /health/ready', everybody],
  ['GET /metrics', everybody],
  ['GET /*', everybody],
]);

/** Nobody may use what stands in no row. @example isAllowed('POST /api/v1/quality', 'operator') // false */
export const isAllowed = (operation: string, who: Visitor): boolean => accessPolicy.get(operation)?.includes(who) ?? false;
