import { auditProjection, auditReadModels } from '@lastmile/eventsourcing/runtime';
import { achievementEvents } from './achievement/achievement.events.js';
import { readConfig } from './config.js';
import { demandEvents } from './demand/demand.events.js';
import { listingEvents } from './listing/listing.events.js';
import { achievementDetails } from './projections/achievement-details.projection.js';
import { demandDetails } from './projections/demand-details.projection.js';
import { listingDetails } from './projections/listing-details.projection.js';

/** The read models of this service against its events; a JSON line a difference. Exit code 1 when there is one. */
const config = readConfig();
const isWhole = await auditReadModels({
  service: 'catalog',
  eventStoreUrl: config.EVENTSTORE_URL,
  documentsUrl: config.DOCUMENTS_URL,
  audits: (store, documents) => [
    auditProjection({ store, documents, projection: achievementDetails, codec: achievementEvents }),
    auditProjection({ store, documents, projection: listingDetails, codec: listingEvents }),
    auditProjection({ store, documents, projection: demandDetails, codec: demandEvents }),
  ],
  print: (line) => void process.stdout.write(`${line}\n`),
});
process.exitCode = isWhole ? 0 : 1;
