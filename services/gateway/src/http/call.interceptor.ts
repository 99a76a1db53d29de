import { Inject, Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, of, tap } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Idempotency } from '../idempotency/idempotency.js';
import { fingerprintOf } from '../idempotency/idempotency-key.js';
import { IDEMPOTENCY } from '../tokens.js';
import { readCall } from './call.js';
import { etagOf, revisionOf } from './etag.js';
import { isCommand } from './route.js';
import type { Route } from './route.js';
import { routeOf } from './serve.http.js';

/** What an answer says about itself in the headers. */
const describeAnswer = (reply: FastifyReply, route: Route, answer: unknown): void => {
  const revision = revisionOf(answer);
  if (revision !== undefined) void reply.header('etag', etagOf(revision));
  const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : undefined;
  if (route.kind === 'creation' && typeof id === 'string')
    void reply.header('location', `${reply.request.url.split('?')[0]}/${id}`);
};

/** Around every declared route: reads the call, and lets a repeated command answer as the first time. */
@Injectable()
export class CallInterceptor implements NestInterceptor {
  constructor(@Inject(IDEMPOTENCY) private readonly idempotency: Idempotency) {}

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const route = routeOf(execution.getHandler());
    if (!route) return next.handle();
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const reply = execution.switchToHttp().getResponse<FastifyReply>();
    request.route = route;
    request.call = readCall(route, request);
    if (isCommand(route) || route.streamed) void reply.header('idempotency-key', request.call.idempotencyKey);
    if (!isCommand(route)) return next.handle().pipe(tap((answer) => describeAnswer(reply, route, answer)));
    return of(await this.command(route, { request, reply }, () => lastValueFrom(next.handle(), { defaultValue: undefined })));
  }

  private async command(
    route: Route,
    { request, reply }: { request: FastifyRequest; reply: FastifyReply },
    run: () => Promise<unknown>,
  ): Promise<unknown> {
    const { actor, idempotencyKey } = request.call ?? readCall(route, request);
    const claim = {
      organisationId: actor.organisationId,
      key: idempotencyKey,
      fingerprint: fingerprintOf(request),
      isSecret: route.secret ?? false,
    };
    const { answer, isRepeat } = await this.idempotency.once(claim, run);
    if (isRepeat) void reply.header('idempotency-replayed', 'true');
    describeAnswer(reply, route, answer);
    return answer;
  }
}
