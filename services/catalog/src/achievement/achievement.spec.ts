import { spec } from '@lastmile/eventsourcing/testing';
import { achievementDecider } from './achievement.decider.js';
import type { DiscloseAchievement } from './achievement.decider.js';
import type { AchievementDescription, AchievementEvent } from './achievement.events.js';

const described = (...shares: number[]): AchievementDescription => ({
  title: 'Silver paste',
  abstract: 'Joins at 180 °C.',
  kind: 'PATENT',
  owners: shares.map((sharePercent, index) => ({ name: `Owner ${index}`, kind: 'COMPLETER', sharePercent })),
  isServiceAchievement: true,
});
const disclose = (content: AchievementDescription, organisationId = 'university-1'): DiscloseAchievement => ({
  type: 'DiscloseAchievement',
  organisationId,
  content,
});
const disclosed = (content: AchievementDescription): AchievementEvent => ({
  type: 'AchievementDisclosed',
  organisationId: 'university-1',
  content,
});
const achievement = spec(achievementDecider);

describe('disclosing an achievement', () => {
  it.each([[[]], [[100]], [[60, 40]], [[1, 99]]])('takes the shares %j', (shares) =>
    achievement
      .given([])
      .when(disclose(described(...shares)))
      .then([disclosed(described(...shares))]),
  );
  it.each([[[99]], [[60, 41]], [[50, 25, 24]]])('refuses the shares %j', (shares) =>
    achievement
      .given([])
      .when(disclose(described(...shares)))
      .thenRejects('ACHIEVEMENT_SHARES_NOT_100'),
  );
  it('refuses a second disclosure', () =>
    achievement
      .given([disclosed(described())])
      .when(disclose(described()))
      .thenRejects('ACHIEVEMENT_ALREADY_DISCLOSED'));
  it('refuses an id that others use', () =>
    achievement
      .given([disclosed(described())])
      .when(disclose(described(), 'university-2'))
      .thenRejects('NOT_ALLOWED'));
});
