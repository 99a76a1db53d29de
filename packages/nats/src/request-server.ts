import { isRejection } from '@lastmile/protocol';
import { currentTraceId, measures, spanNames, withSpan } from '@lastmile/telemetry';
import type { Logger } from '@lastmile/telemetry';
import type { Msg, Subscription } from '@nats-io/nats-core';
import type { Bus } from './bus.js';
import { encodeReply, replyOfError } from './reply.js';
import type { Reply } from './reply.js';
import { checkSize } from './request.js';
import type { RequestRoute } from './routes.js';
import { measured, messageAttributes, traceOf } from './spans.js';
import { decodeBody, fromHeaders, parse, readRequestContext } from './wire.js';

export interface RequestServerOptions {
  bus: Bus;
  service: string;
  logger: Logger;
  routes: readonly RequestRoute[];
  /** Requests handled at once; those beyond are answered OVERLOADED. */
  maxInFlight: number;
  /** Checks every answer against the message's schema; for tests. */
  validateOutput: boolean;
}

export interface RequestServer {
  /** Takes no more requests, answers those received, and resolves when the answers are sent. */
  stop(): Promise<void>;
}

const readInput = (route: RequestRoute, msg: Msg): unknown => {
  let body: unknown;
  try {
    body = decodeBody(msg.data);
  } catch {
    body = undefined;
  }
  return parse(route.message.input, body);
};

const handleRequest = async (options: RequestServerOptions, route: RequestRoute, msg: Msg): Promise<unknown> => {
  try {
    const context = readRequestContext(fromHeaders(msg.headers), msg.subject);
    const output = await route.handle(readInput(route, msg), context);
    return options.validateOutput ? route.message.output.parse(output) : output;
  } catch (error) {
    const { subject } = msg;
    if (isRejection(error)) options.logger.info({ subject, rejection: error.code }, 'request rejected');
    else options.logger.error({ subject, err: error }, 'request failed');
    throw error;
  }
};

const answer = async (options: RequestServerOptions, route: RequestRoute, msg: Msg): Promise<Reply> => {
  const { subject } = msg;
  const attributes = messageAttributes({ operation: 'answer', subject, group: options.service });
  const labels = { 'messaging.system': 'nats', 'messaging.operation.name': 'answer', 'messaging.destination.name': subject };
  let traceId: string | undefined;
  try {
    const parent = traceOf(fromHeaders(msg.headers));
    const body = await withSpan(spanNames.answer(subject), { kind: 'server', attributes, parent }, () => {
      traceId = currentTraceId();
      return measured(measures.messagingProcessDuration, labels, () => handleRequest(options, route, msg));
    });
    return { status: 'ok', body };
  } catch (error) {
    return replyOfError(error, traceId);
  }
};

const respond = ({ bus, logger }: RequestServerOptions, msg: Msg, reply: Reply): void => {
  try {
    const { data, headers } = encodeReply(reply);
    checkSize(bus, msg.subject, data);
    msg.respond(data, { headers });
  } catch (error) {
    logger.error({ subject: msg.subject, err: error }, 'the answer could not be sent');
    if (bus.connection.isClosed()) return;
    const { data, headers } = encodeReply({ status: 'failed', code: 'ANSWER_TOO_LARGE' });
    msg.respond(data, { headers });
  }
};

/** Answers the requests of one service; all its processes share them (queue group = service). */
export const serveRequests = (options: RequestServerOptions): RequestServer => {
  const { bus, service, maxInFlight, logger } = options;
  const underWay = new Set<Promise<void>>();
  const accept = (route: RequestRoute, msg: Msg): void => {
    if (underWay.size >= maxInFlight) {
      logger.warn({ subject: msg.subject, maxInFlight }, 'request shed: too many are under way');
      return respond(options, msg, { status: 'failed', code: 'OVERLOADED' });
    }
    const work = answer(options, route, msg)
      .then((reply) => respond(options, msg, reply))
      .finally(() => underWay.delete(work));
    underWay.add(work);
  };
  const subscribe = (route: RequestRoute): Subscription =>
    bus.connection.subscribe(route.message.subject, {
      queue: service,
      callback: (error, msg) => {
        if (error) logger.error({ err: error, subject: route.message.subject }, 'subscription refused');
        else accept(route, msg);
      },
    });
  const subscriptions = options.routes.map(subscribe);
  const stop = async (): Promise<void> => {
    await Promise.all(
      subscriptions.filter((subscription) => !subscription.isClosed()).map((subscription) => subscription.drain()),
    );
    while (underWay.size > 0) await Promise.all(underWay);
    if (await bus.connected(0)) await bus.connection.flush();
  };
  return { stop };
};
