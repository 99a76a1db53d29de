/** What a condition may compare. A number is finite; a path that leads to nothing, to an object or to an array counts as null. */
export type Scalar = string | number | boolean | null;

/** A bound of a range. Null is none: a range never matches null. */
export type Bound = string | number | boolean;

/** A read-model document: plain JSON values, and the revision of the newest event folded into it (a whole number from 0). */
export interface Document {
  id: string;
  revision: number;
}

/**
 * An index over dotted paths (`terms.amount`). A path may lead to an array of scalars: then it serves `contains`.
 * A unique index lets documents alone in which one of its paths is null.
 */
export interface IndexDefinition {
  name: string;
  fields: readonly string[];
  unique?: boolean;
}

declare const documentType: unique symbol;

/** A collection as its projection declares it. The version is part of the stored name, so version 3 is built beside version 2. */
export interface CollectionDefinition<T extends Document = Document> {
  readonly name: string;
  readonly version: number;
  readonly indexes: readonly IndexDefinition[];
  readonly [documentType]?: T;
}

/** From: at least; above: more than; to: at most; below: less than. All bounds of one range are of one type, and so are its matches. */
export interface Range {
  from?: Bound;
  above?: Bound;
  to?: Bound;
  below?: Bound;
}

/** `contains` matches arrays that hold the scalar; the other conditions match scalars (see `Scalar` for what counts as null). */
export type Condition = { equals: Scalar } | { in: readonly Scalar[] } | { contains: Scalar } | Range;

/** One condition a path; all must hold. A bare scalar means `equals`. */
export type Where = Readonly<Record<string, Scalar | Condition>>;

export interface Sort<P extends string = string> {
  path: P;
  direction: 'asc' | 'desc';
}

/** A dotted path into T; its first-level names are offered for completion. */
export type PathOf<T> = (keyof T & string) | (string & {});

/** Limit 1 to 1000. The cursor is the `nextCursor` of a page of the same query. */
export interface Query<T extends Document = Document> {
  where?: Where;
  sort?: readonly Sort<PathOf<T>>[];
  limit: number;
  cursor?: string;
}

/** `nextCursor` is there when more documents follow. */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

/**
 * The documents of one collection. Order is null, numbers, strings (by code point), booleans; the id is always the last sort key and
 * takes the direction of the key before it. Paths that no index declares are refused with `InvalidQuery`.
 */
export interface Collection<T extends Document> {
  get(id: string): Promise<T | undefined>;
  /** In the order of the ids, each once, without those that are not there. */
  getMany(ids: readonly string[]): Promise<T[]>;
  find(query: Query<T>): Promise<Page<T>>;
  /**
   * All that the query finds, however much: page by page, `limit` documents each, none of them empty. The next page is read when it is
   * asked for, so documents may be written and deleted meanwhile: what was there from the beginning to the end comes once.
   */
  pages(query: Query<T>): AsyncGenerator<T[], void, void>;
  /** The cursor that goes on behind a document which the query found: for whoever shows only some of what a page holds. */
  cursorAfter(query: Query<T>, document: T): string;
  count(where?: Where): Promise<number>;
  /** Written only when newer than what is stored or deleted; false: it was not, and nothing changed. */
  replace(document: T): Promise<boolean>;
  /**
   * With a revision: guarded like `replace`, and nothing of that revision or older comes back later. Without: removed, nothing remembered.
   * True when a document was removed.
   */
  delete(id: string, revision?: number): Promise<boolean>;
  /** Removes the collection with its indexes; `ensure` makes it anew. */
  drop(): Promise<void>;
}

export interface ReplaceWrite {
  readonly kind: 'replace';
  readonly definition: CollectionDefinition;
  readonly document: Document;
}

export interface DeleteWrite {
  readonly kind: 'delete';
  readonly definition: CollectionDefinition;
  readonly id: string;
  readonly revision?: number;
}

/** One guarded write; made by `replaceIn` and `deleteFrom`. */
export type Write = ReplaceWrite | DeleteWrite;

/** How far a projection has read. The position (a safe whole number) only moves forward, until the checkpoint is dropped. */
export interface Checkpoint {
  name: string;
  position: number;
}

/** Every call may reject with `DocumentsUnavailable`: the store is down, the deadline has passed, or `close` was called. */
export interface Documents {
  /** The collection must have been through `ensure`, unless it is only dropped. */
  collection<T extends Document>(definition: CollectionDefinition<T>): Collection<T>;
  /** Makes collections and indexes; idempotent. Rejects with `DefinitionChanged` when a stored version was made with other indexes. */
  ensure(definitions: readonly CollectionDefinition[]): Promise<void>;
  /**
   * All writes in their order, then the checkpoint. All or nothing on SQLite and where the MongoDB server has transactions; elsewhere the
   * checkpoint comes last, so that a repeat after a failure completes the rest.
   */
  apply(writes: readonly Write[], checkpoint?: Checkpoint): Promise<void>;
  /**
   * What contradicts itself in a stored collection: a document that is no JSON or not the one of its row, keys and members that are not those
   * of its document, a file that is damaged. Empty where the database keeps no copies of a document's values.
   */
  faults(definition: CollectionDefinition): Promise<StoredFault[]>;
  checkpoint(name: string): Promise<number | undefined>;
  dropCheckpoint(name: string): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Where a stored document contradicts itself; `id` is empty when it is the file as a whole. */
export interface StoredFault {
  id: string;
  what: string;
}

export interface OpenOptions {
  /** How long one call may take; 5000 when left out. */
  deadlineMs?: number;
}
