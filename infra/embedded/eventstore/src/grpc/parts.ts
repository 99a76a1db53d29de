import type { Store } from '../store/store.js';

/** What the handlers work with. */
export interface ServiceParts {
  store: Store;
  /** Largest append in bytes of data, metadata and types together. */
  maxAppendBytes: number;
  /** Aborts when the server stops: subscriptions and batch calls end then. */
  stopping: AbortSignal;
}
