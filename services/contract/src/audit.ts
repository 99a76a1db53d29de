import { auditProjection, auditReadModels } from '@lastmile/eventsourcing/runtime';
import { readConfig } from './config.js';
import { contractEventsCodec } from './contract/contract.events.js';
import { contractDetailsProjection } from './projections/contract-details.projection.js';

/** The read models of this service against its events; a JSON line a difference. Exit code 1 when there is one. */
const config = readConfig();
const isWhole = await auditReadModels({
  service: 'contract',
  eventStoreUrl: config.EVENTSTORE_URL,
  documentsUrl: config.DOCUMENTS_URL,
  audits: (store, documents) => [
    auditProjection({ store, documents, projection: contractDetailsProjection, codec: contractEventsCodec }),
  ],
  print: (line) => void process.stdout.write(`${line}\n`),
});
process.exitCode = isWhole ? 0 : 1;
