import type { Decider } from '@lastmile/eventsourcing';
import { reject } from '@lastmile/protocol';
import type { OwnerShare } from '../values/values.events.js';
import type { AchievementDescription, AchievementEvent } from './achievement.events.js';

export type Achievement = { status: 'NONE' } | { status: 'DISCLOSED'; organisationId: string };

export interface DiscloseAchievement {
  type: 'DiscloseAchievement';
  organisationId: string;
  content: AchievementDescription;
}

/** Whoever names owners names all of them. */
export const requireWholeShares = (owners: readonly OwnerShare[]): void => {
  const sum = owners.reduce((total, owner) => total + owner.sharePercent, 0);
  if (owners.length > 0 && sum !== 100) throw reject('ACHIEVEMENT_SHARES_NOT_100', { sum });
};

const decide = ({ organisationId, content }: DiscloseAchievement, achievement: Achievement): AchievementEvent[] => {
  if (achievement.status === 'DISCLOSED') {
    throw reject(achievement.organisationId === organisationId ? 'ACHIEVEMENT_ALREADY_DISCLOSED' : 'NOT_ALLOWED');
  }
  requireWholeShares(content.owners);
  return [{ type: 'AchievementDisclosed', organisationId, content }];
};

export const achievementDecider: Decider<Achievement, DiscloseAchievement, AchievementEvent> = {
  initialState: () => ({ status: 'NONE' }),
  decide,
  evolve: (_, { organisationId }) => ({ status: 'DISCLOSED', organisationId }),
};
