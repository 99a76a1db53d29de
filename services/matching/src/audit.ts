import { auditProjection, auditReadModels } from '@lastmile/eventsourcing/runtime';
import { readConfig } from './config.js';
import { matchEvents } from './match/match.events.js';
import { matchOutcomesProjection } from './outcomes/match-outcomes.projection.js';
import { matchDetailsProjection } from './projections/match-details.projection.js';
import { savedSearchProjection } from './search/saved-search-details.projection.js';
import { savedSearchEvents } from './search/saved-search.events.js';

/** The read models of this service against its events; a JSON line a difference. Exit code 1 when there is one. */
const config = readConfig();
const isWhole = await auditReadModels({
  service: 'matching',
  eventStoreUrl: config.EVENTSTORE_URL,
  documentsUrl: config.DOCUMENTS_URL,
  audits: (store, documents) => [
    auditProjection({ store, documents, projection: matchDetailsProjection, codec: matchEvents }),
    auditProjection({ store, documents, projection: matchOutcomesProjection, codec: matchEvents }),
    auditProjection({ store, documents, projection: savedSearchProjection, codec: savedSearchEvents }),
  ],
  print: (line) => void process.stdout.write(`${line}\n`),
});
process.exitCode = isWhole ? 0 : 1;
