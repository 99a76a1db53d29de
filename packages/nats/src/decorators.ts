import { applyDecorators, Catch, UseFilters } from '@nestjs/common';
import type { RpcExceptionFilter } from '@nestjs/common';
import { Ctx, EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import type { BodyOf, EventMessage, RequestMessage } from '@lastmile/protocol';
import { throwError } from 'rxjs';
import type { Observable } from 'rxjs';
import type { MessageContext } from './message-context.js';

/** What a handler serves; the strategy finds it in the extras of Nest's pattern. */
export type HandlerPattern =
  { kind: 'request'; message: RequestMessage } | { kind: 'event'; messages: readonly EventMessage[]; durable: string };

type HandlerDecorator<Body, Result> = <F extends (body: Body, context: MessageContext) => Result | Promise<Result>>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<F>,
) => void;

/** Nest would turn every error into "Internal server error"; the strategy needs to see the real one. */
@Catch()
class KeepError implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/** Nest hands over the body alone unless the parameters say otherwise. */
const bodyAndContext: MethodDecorator = (target, key) => {
  Payload()(target, key, 0);
  Ctx()(target, key, 1);
};

/**
 * Serves one request message. The method gets the parsed input and a `MessageContext`; what it returns is the answer, a
 * `Rejection` it throws is answered with its code, any other error is logged and answered without detail.
 * @example @Request(contractMessages.sign) sign(input: Sign, context: MessageContext) { … }
 */
export const Request = <Input, Output>(message: RequestMessage<Input, Output>): HandlerDecorator<Input, Output> => {
  const lastmile: HandlerPattern = { kind: 'request', message };
  return applyDecorators(MessagePattern(message.subject, { lastmile }), UseFilters(new KeepError()), bodyAndContext);
};

/**
 * Consumes one or several public facts. All methods of a service that name the same `durable` form one consumer: its messages are
 * handled one after the other, in the order in which a service published them. At least once: the effect must be idempotent.
 * @example @Event([catalogEvents.listingPublished, catalogEvents.listingRevised], 'index') index(fact: …, context: MessageContext) { … }
 */
export const Event = <M extends EventMessage>(
  message: M | readonly M[],
  durable: string,
): HandlerDecorator<BodyOf<M>, unknown> => {
  const messages: readonly EventMessage[] = isList(message) ? message : [message];
  const lastmile: HandlerPattern = { kind: 'event', messages, durable };
  const patterns = messages.map(({ subject }) => `${durable} ${subject}`);
  return applyDecorators(EventPattern(patterns, { lastmile }), UseFilters(new KeepError()), bodyAndContext);
};

const isList = <M>(value: M | readonly M[]): value is readonly M[] => Array.isArray(value);
