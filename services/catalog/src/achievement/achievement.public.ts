import { publicMessage } from '@lastmile/eventsourcing';
import type { EventMeta, PublicMessage } from '@lastmile/eventsourcing';
import { catalogEvents } from '@lastmile/protocol';
import type { AchievementEvent } from './achievement.events.js';

/** The disclosure itself stays private; its title and its organisation are told. */
export const achievementToPublic = ({ organisationId, content }: AchievementEvent, meta: EventMeta): PublicMessage =>
  publicMessage(catalogEvents.achievementDisclosed, {
    achievementId: meta.id,
    revision: meta.revision,
    organisationId,
    title: content.title,
  });
