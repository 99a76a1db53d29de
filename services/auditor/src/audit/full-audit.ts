import type { EventStore } from '@lastmile/eventsourcing/runtime';
import type { Difference } from '../difference.types.js';
import type { AuditRecord } from '../record/record.js';
import { auditLedger } from './audit-ledger.js';
import { auditStore } from './audit-store.js';

/** What one full audit came to; `differences` in the order in which they were found, at most so many as are asked for. */
export interface AuditReport {
  readonly events: number;
  readonly leaves: number;
  readonly checkpoints: number;
  readonly differences: readonly Difference[];
}

const gather = async <Counted>(
  audit: AsyncGenerator<Difference, Counted, void>,
  into: Difference[],
  most: number,
): Promise<Counted | undefined> => {
  for (;;) {
    const next = await audit.next();
    if (next.done) return next.value;
    into.push(next.value);
    if (into.length >= most) {
      await audit.return(undefined as never);
      return undefined;
    }
  }
};

/** The record's own file, then every event, then the log. Reads only. */
export const fullAudit = async (
  source: { store: EventStore; record: AuditRecord; keys: readonly string[] },
  most = 20,
): Promise<AuditReport> => {
  const { store, record, keys } = source;
  const damage = record.damage();
  const differences: Difference[] = damage ? [{ kind: 'RECORD_DAMAGED', where: 'the auditor’s own record', what: damage }] : [];
  const looked = differences.length < most ? await gather(auditStore(store, record), differences, most) : undefined;
  const log = differences.length < most ? await gather(auditLedger(store, record, keys), differences, most) : undefined;
  return { events: looked?.events ?? 0, leaves: log?.leaves ?? 0, checkpoints: log?.checkpoints ?? 0, differences };
};
