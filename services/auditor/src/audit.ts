import { openEventStore } from '@lastmile/eventsourcing/runtime';
import { fullAudit } from './audit/full-audit.js';
import { readConfig } from './config.js';
import { openRecord } from './record/record.js';

/** Every event and the log against the record; a JSON line a difference, then a summary. Exit code 1 when there is a difference. */
const config = readConfig();
if (!config.EVENTSTORE_URL) throw new Error('settings: EVENTSTORE_URL: the audit reads the store');
const store = await openEventStore(config.EVENTSTORE_URL);
const record = openRecord(config.AUDITOR_DB);
const keys = record.pinnedKeys() ?? config.LEDGER_KEYS?.split(',') ?? [];
const { differences, ...looked } = await fullAudit({ store, record, keys });
for (const difference of differences) process.stdout.write(`${JSON.stringify({ service: 'auditor', ...difference })}\n`);
process.stdout.write(`${JSON.stringify({ audited: 'auditor', ...looked, differences: differences.length })}\n`);
record.close();
await store.close();
process.exitCode = differences.length > 0 ? 1 : 0;
