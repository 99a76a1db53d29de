import { auditProjection, auditReadModels } from '@lastmile/eventsourcing/runtime';
import { readConfig } from './config.js';
import { deliveryEvents } from './delivery/delivery.events.js';
import { inbox } from './projections/inbox.projection.js';

/** The read models of this service against its events; a JSON line a difference. Exit code 1 when there is one. */
const config = readConfig();
const isWhole = await auditReadModels({
  service: 'notification',
  eventStoreUrl: config.EVENTSTORE_URL,
  documentsUrl: config.DOCUMENTS_URL,
  audits: (store, documents) => [auditProjection({ store, documents, projection: inbox, codec: deliveryEvents })],
  print: (line) => void process.stdout.write(`${line}\n`),
});
process.exitCode = isWhole ? 0 : 1;
