import { defineCollection } from '@lastmile/documents';
import type { Collection } from '@lastmile/documents';
import { projection } from '@lastmile/eventsourcing';
import { waitForRevision } from '@lastmile/eventsourcing/runtime';
import { reject } from '@lastmile/protocol';
import type { AchievementView, Actor } from '@lastmile/protocol';
import type { AchievementEvent } from '../achievement/achievement.events.js';
import { findPage } from './pages.js';

const collection = defineCollection<AchievementView>({
  name: 'achievement-details',
  version: 1,
  indexes: [{ name: 'by-organisation', fields: ['organisationId', 'createdAt'] }],
});

export const achievementDetails = projection<AchievementView, AchievementEvent>({
  name: 'achievement-details',
  category: 'achievement',
  collection,
  project: (_, { organisationId, content }, { at }) => ({
    organisationId,
    ...content,
    status: 'DISCLOSED',
    createdAt: at,
    updatedAt: at,
  }),
});

type Achievements = Collection<AchievementView>;

/** A disclosure is its organisation's own: to others it is not there. */
export const getAchievement = async (achievements: Achievements, query: { id: string; atRevision?: number }, actor: Actor) => {
  const visible = async () => {
    const achievement = await achievements.get(query.id);
    return achievement?.organisationId === actor.organisationId ? achievement : undefined;
  };
  const achievement = await waitForRevision(visible, query.atRevision);
  if (!achievement) throw reject('NOT_FOUND');
  return achievement;
};

export const listAchievements = (achievements: Achievements, query: { limit: number; cursor?: string }, actor: Actor) =>
  findPage(achievements, {
    where: { organisationId: actor.organisationId },
    sort: [{ path: 'createdAt', direction: 'desc' }],
    limit: query.limit,
    cursor: query.cursor,
  });
