import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import {
  achievementContentSchema,
  achievementViewSchema,
  byIdSchema,
  catalogMessages,
  commandResultSchema,
} from '@lastmile/protocol';
import { pageOf } from '@lastmile/protocol';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { atRevision, pageOfQuery, pageParameters } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/achievements';
const id = byIdSchema.pick({ id: true });

const disclose = route({
  method: 'POST',
  path,
  tag: 'achievements',
  summary: 'Disclose an achievement',
  kind: 'creation',
  body: achievementContentSchema,
  answer: commandResultSchema,
  codes: ['ACHIEVEMENT_SHARES_NOT_100', 'ACHIEVEMENT_ALREADY_DISCLOSED'],
});
const list = route({
  method: 'GET',
  path,
  tag: 'achievements',
  summary: 'The achievements of the own organisation, newest first',
  kind: 'query',
  query: z.object(pageParameters),
  answer: pageOf(achievementViewSchema),
});
const get = route({
  method: 'GET',
  path: `${path}/:id`,
  tag: 'achievements',
  summary: 'One achievement',
  kind: 'query',
  params: id,
  query: atRevision,
  answer: achievementViewSchema,
  codes: ['NOT_FOUND', 'READ_MODEL_BEHIND'],
});

@Controller()
export class AchievementsHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(disclose)
  disclose(@Asked() { newId, body, context }: Call<typeof disclose>) {
    return this.bus.request(catalogMessages.discloseAchievement, { id: newId, content: body }, context);
  }

  @Serve(list)
  list(@Asked() { query, context }: Call<typeof list>) {
    return this.bus.request(catalogMessages.listAchievements, pageOfQuery(query), context);
  }

  @Serve(get)
  get(@Asked() { params, query, context }: Call<typeof get>) {
    return this.bus.request(catalogMessages.getAchievement, { ...params, ...query }, context);
  }
}
