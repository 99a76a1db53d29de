import { contentOf, demandId, demandRevision } from './content.js';
import { encodeCursor } from './cursor.js';
import { fingerprint, shapeOf, storedName } from './definition.js';
import type { Shape } from './definition.js';
import { planQuery, planWhere } from './query.js';
import type { Entry, Store } from './store.js';
import type { Collection, CollectionDefinition, Document, Documents, Page, Query, Write } from './types.js';
import { deleteFrom, replaceIn } from './writes.js';

type Shapes = Map<string, Shape>;

const shapeFor = (shapes: Shapes, definition: CollectionDefinition): Shape => {
  const shape = shapes.get(storedName(definition));
  if (!shape) throw new TypeError(`${storedName(definition)} is not there yet: ensure it first`);
  return shape;
};

const entryOf = (shapes: Shapes, write: Write): Entry => {
  const shape = shapeFor(shapes, write.definition);
  const { id, revision } = write.kind === 'replace' ? write.document : write;
  demandId(id);
  if (write.kind === 'delete' && revision === undefined) return { shape, id };
  demandRevision(revision);
  return write.kind === 'replace'
    ? { shape, id, revision, content: contentOf(write.document, shape.paths) }
    : { shape, id, revision };
};

const pageOf = async <T extends Document>(store: Store, shape: Shape, query: Query<T>): Promise<Page<T>> => {
  const plan = planQuery(shape, query);
  const found = (await store.find(shape, plan)) as T[];
  const items = found.slice(0, plan.limit);
  const last = items.at(-1);
  return found.length > plan.limit && last ? { items, nextCursor: encodeCursor(plan, last) } : { items };
};

async function* pagesOf<T extends Document>(find: Collection<T>['find'], query: Query<T>): AsyncGenerator<T[], void, void> {
  let { cursor } = query;
  do {
    const page = await find({ ...query, cursor });
    if (page.items.length > 0) yield page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

const collectionOver = <T extends Document>(store: Store, shapes: Shapes, definition: CollectionDefinition<T>): Collection<T> => {
  const shape = (): Shape => shapeFor(shapes, definition);
  const getMany = async (ids: readonly string[]): Promise<T[]> => {
    ids.forEach(demandId);
    const wanted = [...new Set(ids)];
    const found = new Map((await store.read(shape(), wanted)).map((document) => [document.id, document as T]));
    return wanted.flatMap((id) => found.get(id) ?? []);
  };
  const find: Collection<T>['find'] = async (query) => pageOf(store, shape(), query);
  return {
    getMany,
    get: async (id) => (await getMany([id]))[0],
    find,
    pages: (query) => pagesOf(find, query),
    cursorAfter: (query, document) => encodeCursor(planQuery(shape(), query), document),
    count: async (where) => {
      const asked = shape();
      return store.count(asked, planWhere(asked, where));
    },
    replace: async (document) => store.write(entryOf(shapes, replaceIn(definition, document))),
    delete: async (id, revision) => store.write(entryOf(shapes, deleteFrom(definition, id, revision))),
    drop: async () => {
      shapes.delete(storedName(definition));
      await store.drop(storedName(definition));
    },
  };
};

/** The port over one store: checks what is asked, plans queries, cuts pages. */
export const documentsOver = (store: Store): Documents => {
  const shapes: Shapes = new Map();
  return {
    collection: (definition) => collectionOver(store, shapes, definition),
    ensure: async (definitions) => {
      for (const definition of definitions) {
        const shape = shapeOf(definition);
        await store.ensure(shape, fingerprint(shape.definition));
        shapes.set(shape.name, shape);
      }
    },
    apply: async (writes, checkpoint) => {
      if (checkpoint) demandRevision(checkpoint.position);
      if (checkpoint) demandId(checkpoint.name);
      await store.apply(
        writes.map((write) => entryOf(shapes, write)),
        checkpoint,
      );
    },
    faults: async (definition) => store.faults(shapeFor(shapes, definition)),
    checkpoint: async (name) => store.checkpoint(name),
    dropCheckpoint: async (name) => store.dropCheckpoint(name),
    ping: async () => store.ping(),
    close: async () => store.close(),
  };
};
