import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import type { ReadModelDifference } from './audit-projection.js';
import type { EventStore } from './event-store.js';
import { openEventStore } from './kurrent-event-store.js';

type Audit = AsyncGenerator<ReadModelDifference, { documents: number }, void>;

export interface AuditProgramOptions {
  readonly service: string;
  readonly eventStoreUrl: string;
  readonly documentsUrl: string;
  /** One audit a read model. */
  readonly audits: (store: EventStore, documents: Documents) => readonly Audit[];
  readonly print: (line: string) => void;
}

/** A difference as one JSON line, then a line with what was looked at. */
const runAudit = async (
  audit: Audit,
  print: (difference: ReadModelDifference) => void,
): Promise<{ documents: number; differences: number }> => {
  for (let differences = 0; ; differences += 1) {
    const next = await audit.next();
    if (next.done) return { ...next.value, differences };
    print(next.value);
  }
};

/**
 * The read models of one service against the events of the store: a JSON line a difference, the last line a summary. Answers whether all agree.
 * Reads only.
 */
export const auditReadModels = async (options: AuditProgramOptions): Promise<boolean> => {
  const { service, print } = options;
  const store = await openEventStore(options.eventStoreUrl);
  const documents = await openDocuments(options.documentsUrl);
  try {
    const total = { documents: 0, differences: 0 };
    for (const audit of options.audits(store, documents)) {
      const done = await runAudit(audit, (difference) => print(JSON.stringify({ service, ...difference })));
      total.documents += done.documents;
      total.differences += done.differences;
    }
    print(JSON.stringify({ audited: service, ...total }));
    return total.differences === 0;
  } finally {
    await documents.close();
    await store.close();
  }
};
