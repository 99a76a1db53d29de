import type { Readable } from 'node:stream';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { problem } from '../problems/problem.js';
import { LIVE } from '../tokens.js';
import type { LiveFeed } from './live-feed.js';
import { lastEventIdOf } from './last-event-id.js';

const follow = route({
  method: 'GET',
  path: '/api/v1/stream',
  tag: 'notifications',
  summary: 'The notifications of the own organisation as they come (server-sent events)',
  description:
    'Event `notification` with a notification as data; its id is the position, and `Last-Event-ID` resumes behind it. Nothing is left ' +
    'out; an item may come twice after an interruption.',
  kind: 'plain',
  answerType: 'text/event-stream',
  codes: ['INVALID_LAST_EVENT_ID', 'TOO_MANY_REQUESTS'],
});

@Controller()
export class StreamHttp {
  constructor(@Inject(LIVE) private readonly live: LiveFeed) {}

  @Serve(follow)
  follow(
    @Asked() { caller, context }: Call<typeof follow>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Readable {
    if (caller.kind === 'anonymous') throw problem('UNAUTHENTICATED');
    const after = lastEventIdOf(request.headers['last-event-id']);
    const events = this.live.open({ caller, context, after });
    if (!events) throw problem('TOO_MANY_REQUESTS', { retryAfter: 30 });
    // a client that does not read keeps the response waiting, so that it would not notice
    events.once('close', () => void (events.readableEnded || reply.raw.destroy()));
    void reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no');
    return events;
  }
}
