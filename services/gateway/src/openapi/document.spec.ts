import { controllers } from '../app.module.js';
import { isCommand } from '../http/route.js';
import { routesIn } from '../http/serve.http.js';
import { docsPage } from './docs-page.js';
import { apiDocument, templateOf } from './document.js';
import { probes } from './probes.js';

const routes = [...routesIn(controllers), ...probes];
const document = apiDocument(routes, 'https://lastmile.example');

interface Operation {
  operationId: string;
  parameters: Record<string, unknown>[];
  responses: Record<string, unknown>;
  requestBody?: unknown;
}
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods) as unknown as Operation[]);

const referencesIn = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference ?? '');
const resolve = (reference: string): unknown =>
  reference
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], document);

describe('the OpenAPI document', () => {
  it('describes each declared route once, with a name of its own', () => {
    expect(operations).toHaveLength(routes.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(routes.length);
  });
  it('resolves every reference', () => {
    const references = referencesIn(document);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) expect(resolve(reference)).toBeDefined();
  });
  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s: parameters, answers and problems',
    (_, route) => {
      const operation = document.paths[templateOf(route.path)]?.[route.method.toLowerCase()] as unknown as Operation;
      const named = operation.parameters.filter(({ in: place }) => place === 'path').map(({ name }) => name);
      expect(named).toEqual([...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name));
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['429', '500', '503']));
      const hasKey = operation.parameters.some(({ $ref }) => $ref === '#/components/parameters/IdempotencyKey');
      expect(hasKey).toBe(isCommand(route) || route.streamed !== undefined);
      expect(operation.requestBody !== undefined).toBe(route.body !== undefined || route.streamed !== undefined);
    },
  );
  it('shows numbers and flags in addresses as such', () => {
    const list = document.paths['/api/v1/listings']?.['get'] as unknown as Operation;
    expect(list.parameters).toContainEqual(
      expect.objectContaining({ name: 'limit', schema: expect.objectContaining({ type: 'integer', maximum: 200 }) as unknown }),
    );
    expect(list.parameters).toContainEqual(
      expect.objectContaining({ name: 'mine', schema: expect.objectContaining({ type: 'boolean' }) as unknown }),
    );
  });
  it('becomes a page without scripts or foreign addresses', () => {
    const page = docsPage(routes);
    for (const { path } of routes) expect(page).toContain(templateOf(path));
    expect(page).not.toMatch(/<script|https?:\/\//);
  });
});
