export { defineCollection } from './definition.js';
export { DefinitionChanged, DocumentsUnavailable, InvalidCursor, InvalidQuery, UniqueViolation } from './errors.js';
export { openDocuments } from './open.js';
export { deleteFrom, replaceIn } from './writes.js';
export type {
  Bound,
  Checkpoint,
  Collection,
  CollectionDefinition,
  Condition,
  DeleteWrite,
  Document,
  Documents,
  IndexDefinition,
  OpenOptions,
  Page,
  PathOf,
  Query,
  Range,
  ReplaceWrite,
  Scalar,
  Sort,
  StoredFault,
  Where,
  Write,
} from './types.js';
