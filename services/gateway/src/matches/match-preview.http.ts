import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { matchingMessages } from '@lastmile/protocol';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const tag = 'matches';
const preview = route({
  method: 'POST',
  path: '/api/v1/match-preview',
  tag,
  summary: 'Rank published listings or demands for a text; nothing is stored',
  kind: 'query',
  body: matchingMessages.preview.input,
  answer: matchingMessages.preview.output,
});
const status = route({
  method: 'GET',
  path: '/api/v1/match-index',
  tag,
  summary: 'How much is indexed and matched',
  kind: 'query',
  answer: matchingMessages.indexStatus.output,
});

@Controller()
export class MatchPreviewHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(preview)
  preview(@Asked() { body, context }: Call<typeof preview>) {
    return this.bus.request(matchingMessages.preview, body, context);
  }

  @Serve(status)
  status(@Asked() { context }: Call<typeof status>) {
    return this.bus.request(matchingMessages.indexStatus, {}, context);
  }
}
