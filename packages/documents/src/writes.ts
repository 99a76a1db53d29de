import type { CollectionDefinition, DeleteWrite, Document, ReplaceWrite } from './types.js';

/** A write for `apply`: puts the document in its collection when it is newer than what is there. */
export const replaceIn = <T extends Document>(definition: CollectionDefinition<T>, document: T): ReplaceWrite => ({
  kind: 'replace',
  definition,
  document,
});

/** A write for `apply`: removes the document; with a revision it is guarded, and no older document comes back later. */
export const deleteFrom = (definition: CollectionDefinition, id: string, revision?: number): DeleteWrite => ({
  kind: 'delete',
  definition,
  id,
  revision,
});
