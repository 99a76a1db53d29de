import { Controller, Inject } from '@nestjs/common';
import type { Collection } from '@lastmile/documents';
import type { Handle } from '@lastmile/eventsourcing/runtime';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { catalogMessages } from '@lastmile/protocol';
import type { AchievementView, InputOf } from '@lastmile/protocol';
import { getAchievement, listAchievements } from '../projections/achievement-details.projection.js';
import { ACHIEVEMENT_COMMANDS, ACHIEVEMENT_DOCUMENTS } from '../tokens.js';
import type { DiscloseAchievement } from './achievement.decider.js';

type Input<Name extends keyof typeof catalogMessages> = InputOf<(typeof catalogMessages)[Name]>;

@Controller()
export class AchievementController {
  constructor(
    @Inject(ACHIEVEMENT_COMMANDS) private readonly achievements: Handle<DiscloseAchievement>,
    @Inject(ACHIEVEMENT_DOCUMENTS) private readonly documents: Collection<AchievementView>,
  ) {}

  @Request(catalogMessages.discloseAchievement)
  disclose({ id, content }: Input<'discloseAchievement'>, context: MessageContext) {
    const { organisationId } = context.actor;
    return this.achievements(id, { type: 'DiscloseAchievement', organisationId, content }, context);
  }

  @Request(catalogMessages.getAchievement)
  get(query: Input<'getAchievement'>, { actor }: MessageContext) {
    return getAchievement(this.documents, query, actor);
  }

  @Request(catalogMessages.listAchievements)
  list(query: Input<'listAchievements'>, { actor }: MessageContext) {
    return listAchievements(this.documents, query, actor);
  }
}
