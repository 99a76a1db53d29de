import fc from 'fast-check';
import { UniqueViolation, defineCollection, deleteFrom, replaceIn } from '../src/index.js';
import type { Collection, CollectionDefinition, Condition, Document, Documents, Query, Scalar, Write } from '../src/index.js';
import { createModel } from './model.js';

const PATHS = ['status', 'amount', 'owner.id', 'tags', 'parts.name', 'code'];

/** Few of each, so that conditions match and keys collide; no text above the surrogates, which one test server misorders. */
const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Scalar[]>(null, 0, 1, 2, '', 'a', 'b', '中', true, false) },
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.string({ unit: fc.constantFrom('a', 'Z', 'é', '中', '😀', '"', '$', '.', '\0'), maxLength: 3 }),
);
const bound = scalar.filter((value) => value !== null);
const odd = fc.constantFrom<unknown[]>([], {}, { id: 1 }, [[1]], [{ id: 1 }], [{ name: ['a'] }]);
const anything = fc.oneof({ weight: 5, arbitrary: scalar }, odd);
const list = fc.array(fc.oneof({ weight: 6, arbitrary: scalar }, odd), { maxLength: 3 });

const IDS = ['a', 'B', 'c', 'é', '中', '😀', 'i.1', '$x'];
const id = fc.constantFrom(...IDS);
const revision = fc.nat({ max: 12 });
const body = fc.record(
  {
    status: anything,
    amount: anything,
    owner: fc.oneof(fc.record({ id: anything }), odd),
    tags: fc.oneof(list, anything),
    parts: fc.oneof(fc.array(fc.record({ name: anything }), { maxLength: 2 }), odd),
    extra: fc.jsonValue({ maxDepth: 2 }),
  },
  { requiredKeys: [] },
);
const change = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('replace' as const), id, revision, body }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('delete' as const), id, revision: fc.option(revision, { nil: undefined }) }),
  },
);
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never;
const code = fc.constantFrom<Scalar[]>('k', 'l', 1, true, null, null, null);
const step = fc.oneof(fc.record({ one: change, code }), fc.record({ batch: fc.array(change, { maxLength: 6 }) }));

const range = fc
  .tuple(bound, bound, fc.constantFrom('from', 'above', undefined), fc.constantFrom('to', 'below', undefined))
  .filter(([low, high, lower, upper]) => Boolean(lower ?? upper) && (!lower || !upper || typeof low === typeof high))
  .map(([low, high, lower, upper]) => ({ ...(lower ? { [lower]: low } : {}), ...(upper ? { [upper]: high } : {}) }));
const condition: fc.Arbitrary<Scalar | Condition> = fc.oneof(
  scalar,
  scalar.map((equals) => ({ equals })),
  fc.array(scalar, { maxLength: 5 }).map((values) => ({ in: values })),
  scalar.map((contains) => ({ contains })),
  range,
);
const path = fc.constantFrom(...PATHS, 'id', 'revision');
const direction = fc.constantFrom('asc' as const, 'desc' as const);
const sort = fc
  .uniqueArray(fc.record({ path, direction }), { maxLength: 3, selector: (key) => key.path })
  .filter((keys) => keys[0]?.path !== 'revision');
const query = fc.record({
  where: fc.dictionary(path, condition, { maxKeys: 2, noNullPrototype: true }),
  sort,
  limit: fc.integer({ min: 1, max: 5 }),
});

let version = 0;

const writeOf = (definition: CollectionDefinition, one: Change, claimed?: Scalar): Write => {
  if (one.kind === 'delete') return deleteFrom(definition, one.id, one.revision);
  const document = { ...one.body, ...(claimed === undefined ? {} : { code: claimed }), id: one.id, revision: one.revision };
  return replaceIn(definition, document);
};

const writeOne = async (collection: Collection<Document>, write: Write): Promise<boolean | 'taken'> => {
  try {
    return await (write.kind === 'replace' ? collection.replace(write.document) : collection.delete(write.id, write.revision));
  } catch (error) {
    if (error instanceof UniqueViolation) return 'taken';
    throw error;
  }
};

const everyPage = async (collection: Collection<Document>, asked: Query): Promise<Document[]> => {
  const found: Document[] = [];
  let cursor: string | undefined;
  do {
    const page = await collection.find({ ...asked, cursor });
    expect(page.items.length === asked.limit || page.nextCursor === undefined).toBe(true);
    found.push(...page.items);
    expect(found.length).toBeLessThanOrEqual(IDS.length);
    cursor = page.nextCursor;
  } while (cursor);
  return found;
};

/** Any writes and any queries: the store answers like the model. */
export const propertySuite = (store: () => Documents, numRuns: number): void => {
  it('answers like a map and a sort', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 14 }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        async (steps, queries) => {
          version += 1;
          const indexes = [
            ...PATHS.map((each, at) => ({ name: `by-${at}`, fields: [each], unique: each === 'code' })),
            { name: 'joint', fields: ['status', 'amount', 'owner.id'] },
          ];
          const definition = defineCollection<Document>({ name: 'things', version, indexes });
          await store().ensure([definition]);
          const [model, collection] = [createModel(), store().collection(definition)];
          for (const [at, each] of steps.entries()) {
            if ('one' in each) {
              const write = writeOf(definition, each.one, each.code);
              expect(await writeOne(collection, write)).toBe(model.write(write, 'code'));
            } else {
              const writes = each.batch.map((one) => writeOf(definition, one));
              await store().apply(writes, { name: `things-${version}`, position: at });
              for (const write of writes) model.write(write);
            }
          }
          for (const asked of queries) {
            expect(await everyPage(collection, asked)).toEqual(model.find(asked));
            expect(await collection.count(asked.where)).toBe(model.count(asked.where));
          }
          await collection.drop();
          await store().dropCheckpoint(`things-${version}`);
        },
      ),
      { numRuns },
    );
  });
};
