import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { attributes, currentTraceId } from '@lastmile/telemetry';
import type { Logger } from '@lastmile/telemetry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isCommand } from '../http/route.js';
import { unmatched } from '../http/routes-seen.js';
import { LOGGER } from '../tokens.js';
import { languageOf } from './language.js';
import { problemBody, refusalOf } from './problem-body.js';
import type { Refusal } from './problem-body.js';

const headersOf = ({ headers, retryAfter }: Refusal, status: number): Record<string, string> => ({
  ...headers,
  ...(retryAfter && { 'retry-after': String(retryAfter) }),
  ...(status === 401 && { 'www-authenticate': 'Bearer realm="lastmile"' }),
});

/** Puts a refusal into words and sends it. */
export const sendProblem = (refusal: Refusal, request: FastifyRequest, reply: FastifyReply): void => {
  const body = problemBody(refusal, languageOf(request.headers['accept-language']), currentTraceId());
  trace.getActiveSpan()?.setAttribute(body.status >= 500 ? attributes.errorType : attributes.rejection, body.code);
  request.problemCode = body.code;
  void reply
    .code(body.status)
    .headers(headersOf(refusal, body.status))
    .type('application/problem+json; charset=utf-8')
    .serializer((value: unknown) => JSON.stringify(value))
    .send(body);
};

/** Every error of the API, wherever it comes from, leaves as problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent || reply.raw.headersSent) return;
    sendProblem(this.refusal(error, request), request, reply);
  }

  private refusal(error: unknown, request: FastifyRequest): Refusal {
    if (request.raw.destroyed && !request.raw.complete) return { code: 'BAD_REQUEST' }; // the client went away while it was sending
    const refusal = refusalOf(error, request.route !== undefined && isCommand(request.route));
    if (refusal.code === 'INTERNAL') this.logger.error({ err: error, method: request.method }, 'request failed unexpectedly');
    return refusal.code === 'ROUTE_NOT_FOUND' ? refusalOf(unmatched(request), false) : refusal;
  }
}
