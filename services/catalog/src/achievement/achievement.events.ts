import { defineEvents } from '@lastmile/eventsourcing';
import { achievementKinds } from '@lastmile/protocol';
import { z } from 'zod';
import { fieldSchema, ownerSchema } from '../values/values.events.js';

export const achievementDescriptionSchema = z.object({
  title: z.string(),
  abstract: z.string(),
  kind: z.enum(achievementKinds),
  field: fieldSchema.optional(),
  owners: z.array(ownerSchema),
  isServiceAchievement: z.boolean(),
});
export type AchievementDescription = z.infer<typeof achievementDescriptionSchema>;

const disclosed = z.object({ organisationId: z.string(), content: achievementDescriptionSchema });

export type AchievementEvent = { type: 'AchievementDisclosed' } & z.infer<typeof disclosed>;

/** Stored names are for ever. */
export const achievementEvents = defineEvents<AchievementEvent>({
  'AchievementDisclosed.v1': { event: 'AchievementDisclosed', schema: disclosed },
});
