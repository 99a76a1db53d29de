/** A write would give two documents the same values under a unique index. */
export class UniqueViolation extends Error {
  readonly code = 'UNIQUE_VIOLATION';
  constructor(
    readonly collection: string,
    readonly index: string,
    options?: ErrorOptions,
  ) {
    super(`${collection}: another document has these values in the unique index ${index}`, options);
    this.name = 'UniqueViolation';
  }
}

/** The store is down, the deadline of the call has passed, or the store was closed. Trying again later may help. */
export class DocumentsUnavailable extends Error {
  readonly code = 'DOCUMENTS_UNAVAILABLE';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DocumentsUnavailable';
  }
}

/** The query names a path that no index serves, or is malformed. A mistake in the program, not in its data. */
export class InvalidQuery extends Error {
  readonly code = 'INVALID_QUERY';
  constructor(message: string) {
    super(message);
    this.name = 'InvalidQuery';
  }
}

/** The cursor was not made by this query; a client may have sent it. */
export class InvalidCursor extends Error {
  readonly code = 'INVALID_CURSOR';
  constructor() {
    super('the cursor belongs to another query');
    this.name = 'InvalidCursor';
  }
}

/** The stored collection was made with other indexes: raise the version of its definition and build it anew. */
export class DefinitionChanged extends Error {
  readonly code = 'DEFINITION_CHANGED';
  constructor(readonly collection: string) {
    super(`${collection} was made with other indexes: raise the version of its definition`);
    this.name = 'DefinitionChanged';
  }
}
