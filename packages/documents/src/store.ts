import type { Content } from './content.js';
import type { Shape } from './definition.js';
import type { Clause, Plan } from './plan.js';
import type { Checkpoint, Document, StoredFault } from './types.js';

/** A checked write. Without content it is a deletion; without a revision it is an unguarded one. */
export interface Entry {
  shape: Shape;
  id: string;
  revision?: number;
  content?: Content;
}

/** What differs between the databases; all arguments are checked. `find` returns up to `limit + 1` documents. */
export interface Store {
  ensure(shape: Shape, fingerprint: string): Promise<void>;
  read(shape: Shape, ids: readonly string[]): Promise<Document[]>;
  find(shape: Shape, plan: Plan): Promise<Document[]>;
  count(shape: Shape, clauses: readonly Clause[]): Promise<number>;
  /** True when a document was written, or for a deletion: when one was removed. */
  write(entry: Entry): Promise<boolean>;
  apply(entries: readonly Entry[], checkpoint?: Checkpoint): Promise<void>;
  faults(shape: Shape): Promise<StoredFault[]>;
  drop(name: string): Promise<void>;
  checkpoint(name: string): Promise<number | undefined>;
  dropCheckpoint(name: string): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
