import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { matchingMessages } from '@lastmile/protocol';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const tag = 'operations';

const ranking = route({
  method: 'GET',
  path: '/api/v1/ops/ranking',
  tag,
  summary: 'What became of the matches of each ranking: nDCG, levels, declines; the newest ranking first',
  kind: 'query',
  answer: matchingMessages.rankingOutcomes.output,
});
const drift = route({
  method: 'GET',
  path: '/api/v1/ops/match-index/drift',
  tag,
  summary: 'Compare the match index with the documents that it was made from',
  kind: 'query',
  answer: matchingMessages.indexDrift.output,
});

@Controller()
export class MatchingOpsHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(ranking)
  ranking(@Asked() { context }: Call<typeof ranking>) {
    return this.bus.request(matchingMessages.rankingOutcomes, {}, context);
  }

  @Serve(drift)
  drift(@Asked() { context }: Call<typeof drift>) {
    return this.bus.request(matchingMessages.indexDrift, {}, context);
  }
}
