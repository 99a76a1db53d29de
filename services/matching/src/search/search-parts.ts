import { commandHandler } from '@lastmile/eventsourcing/runtime';
import type { EventStore } from '@lastmile/eventsourcing/runtime';
import type { Service } from '../service.js';
import { alertDecider } from './alert.decider.js';
import { alertEvents } from './alert.events.js';
import { savedSearchDecider, savedSearchIdentity } from './saved-search.decider.js';
import { savedSearchEvents } from './saved-search.events.js';
import { standingRegister } from './standing-register.js';

/** What saved searches and their alerts need of the service. */
export const searchParts = (store: EventStore): Pick<Service, 'savedSearches' | 'standing' | 'alerts'> => ({
  savedSearches: commandHandler({
    store,
    category: 'search',
    decider: savedSearchDecider,
    codec: savedSearchEvents,
    identity: savedSearchIdentity,
  }),
  standing: standingRegister(),
  alerts: commandHandler({ store, category: 'alert', decider: alertDecider, codec: alertEvents }),
});
