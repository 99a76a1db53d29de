import { publicMessage } from '@lastmile/eventsourcing';
import type { EventMeta, PublicMessage } from '@lastmile/eventsourcing';
import { matchingEvents } from '@lastmile/protocol';
import type { AlertEvent } from './alert.events.js';

export const alertToPublic = (
  { searchId, organisationId, name, kind, recordId, title, words, filters }: AlertEvent,
  { revision }: EventMeta,
): PublicMessage =>
  publicMessage(matchingEvents.savedSearchMatched, {
    savedSearchId: searchId,
    revision,
    organisationId,
    name,
    kind,
    recordId,
    title,
    words,
    filters,
  });
