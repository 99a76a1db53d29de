import { isRejection } from '@lastmile/protocol';
import { measures, scrubText, spanNames, withSpan } from '@lastmile/telemetry';
import type { Logger } from '@lastmile/telemetry';
import type { JsMsg } from '@nats-io/jetstream';
import { createBacklog } from './backlog.js';
import type { Backlog } from './backlog.js';
import type { Bus } from './bus.js';
import type { ConsumerSettings } from './consumer-settings.js';
import { parkMessage } from './dead-letters.js';
import type { DeadLetterReason } from './dead-letters.js';
import { growingDelay, within } from './delay.js';
import type { Ack, Deliver } from './hands.js';
import type { MessageContext } from './message-context.js';
import type { EventRoute } from './routes.js';
import { measured, messageAttributes, traceOf } from './spans.js';
import { decodeBody, fromHeaders, headerNames, parse, readEventContext } from './wire.js';

export interface DeliveryOptions {
  bus: Bus;
  service: string;
  /** Name of the durable. */
  name: string;
  /** Name of the consumer and of the stream at the broker. */
  consumer: string;
  stream: string;
  logger: Logger;
  routes: ReadonlyMap<string, EventRoute>;
  settings: ConsumerSettings;
}

/** A message that kills its process is never counted as failed by it; after so many deliveries it is parked unhandled. */
const crashLimit = 100;

interface Delivery {
  message: JsMsg;
  headers: Record<string, string>;
  subject: string;
  /** The aggregate, for the order; unique to the message when it names none. */
  aggregate: string;
  route: EventRoute;
  ack: Ack;
}

type Outcome = 'acked' | 'rejected' | 'retried' | 'dead-lettered';

const readEvent = ({ message, headers, subject, route }: Delivery): { body: unknown; context: MessageContext } => ({
  context: readEventContext(headers, subject, message.info.deliveryCount),
  body: parse(route.message.body, decodeBody(message.data)),
});

const delayFor = ({ firstDelayMs, mostDelayMs }: ConsumerSettings, failures: number): number =>
  growingDelay(failures, { firstMs: firstDelayMs, mostMs: mostDelayMs });

const describe = (error: unknown): string =>
  scrubText(
    isRejection(error)
      ? JSON.stringify(error.details)
      : error instanceof Error
        ? `${error.name}: ${error.message}`
        : String(error),
  );

/** Copies the message to the dead letters, waits until the broker holds the copy, and only then ends it. */
const park = async (
  options: DeliveryOptions,
  delivery: Delivery,
  why: { reason: DeadLetterReason; error: unknown },
): Promise<Outcome> => {
  const { message, headers, subject } = delivery;
  const { bus, service, name: durable, consumer, stream, logger } = options;
  const origin = { stream, sequence: message.seq, timestamp: message.info.timestampNanos, attempt: message.info.deliveryCount };
  await parkMessage(bus, {
    service,
    durable,
    subject,
    headers,
    data: message.data,
    ...origin,
    reason: why.reason,
    detail: describe(why.error),
  });
  message.term();
  measures.deadLetters.add(1, { consumer, reason: why.reason });
  logger.error({ subject, consumer, ...origin, reason: why.reason, err: why.error }, 'message parked as a dead letter');
  return 'dead-lettered';
};

const failedAgain = async (
  options: DeliveryOptions,
  backlog: Backlog,
  failure: { delivery: Delivery; error: unknown },
): Promise<Outcome> => {
  const { delivery, error } = failure;
  const { settings, logger, consumer } = options;
  const { message, aggregate, subject } = delivery;
  const attempt = message.info.deliveryCount;
  let delayMs = 0;
  const failures = backlog.failed(aggregate, message.seq, (count) => (delayMs = delayFor(settings, count)));
  // deliveries that never reached the handler count at the broker too: a few failures must have been seen here
  if (attempt >= settings.maxDeliveries && failures >= Math.min(3, settings.maxDeliveries))
    return park(options, delivery, { reason: 'exhausted', error });
  message.nak(delayMs);
  logger.warn({ subject, consumer, attempt, delayMs, err: error }, 'event failed, will come again');
  return 'retried';
};

const runHandler = async (
  { settings }: DeliveryOptions,
  route: EventRoute,
  event: { body: unknown; context: MessageContext },
): Promise<void> => {
  await within(route.handle(event.body, event.context), settings.handlerDeadlineMs, () => {
    throw new Error(`no end within ${settings.handlerDeadlineMs} ms`);
  });
};

const settle = async (options: DeliveryOptions, backlog: Backlog, delivery: Delivery): Promise<Outcome> => {
  const { message, route, subject, ack } = delivery;
  let event: ReturnType<typeof readEvent>;
  try {
    event = readEvent(delivery);
  } catch (error) {
    return park(options, delivery, { reason: 'invalid', error });
  }
  if (message.info.deliveryCount >= crashLimit)
    return park(options, delivery, { reason: 'crashing', error: new Error(`${crashLimit} deliveries without an end`) });
  try {
    await runHandler(options, route, event);
    ack(message);
    return 'acked';
  } catch (error) {
    if (!isRejection(error)) return failedAgain(options, backlog, { delivery, error });
    options.logger.info({ subject, consumer: options.consumer, rejection: error.code }, 'event rejected');
    ack(message);
    return 'rejected';
  }
};

const inSpan = (options: DeliveryOptions, delivery: Delivery, run: () => Promise<Outcome>): Promise<Outcome> => {
  const { headers, subject, message } = delivery;
  const { consumer } = options;
  const origin = headers[headerNames.originTrace];
  const messageId = headers[headerNames.eventId] ?? headers[headerNames.messageId];
  const attributes = messageAttributes({
    operation: 'process',
    subject,
    messageId,
    group: consumer,
    attempt: message.info.deliveryCount,
  });
  const labels = {
    'messaging.system': 'nats',
    'messaging.operation.name': 'process',
    'messaging.destination.name': subject,
    'messaging.consumer.group.name': consumer,
  };
  const links = origin ? [{ traceparent: origin }] : [];
  return withSpan(spanNames.process(subject), { kind: 'consumer', attributes, parent: traceOf(headers), links }, () =>
    measured(measures.messagingProcessDuration, labels, run),
  );
};

const readDelivery = ({ routes }: DeliveryOptions, message: JsMsg, ack: Ack): Delivery | undefined => {
  const headers = fromHeaders(message.headers);
  const subject = headers[headerNames.subject] ?? message.subject;
  const route = routes.get(subject);
  return route && { message, ack, headers, subject, route, aggregate: headers[headerNames.stream] ?? `#${message.seq}` };
};

/** What happens to each message of one durable and stream. Facts the durable did not ask for are acked unseen. */
export const createDelivery = (options: DeliveryOptions): Deliver => {
  const backlog = createBacklog();
  const { settings, logger, consumer } = options;
  return async (message, ack) => {
    const delivery = readDelivery(options, message, ack);
    if (!delivery) return ack(message);
    const { aggregate } = delivery;
    const wait = backlog.mustWait(aggregate, message.seq);
    if (wait !== undefined) {
      const delayMs = Math.max(20, wait + 20);
      backlog.postponed(aggregate, message.seq, delayMs);
      return message.nak(delayMs);
    }
    try {
      const outcome = await inSpan(options, delivery, () => settle(options, backlog, delivery));
      if (outcome !== 'retried') backlog.finished(aggregate, message.seq);
      measures.consumerAttempts.add(1, { consumer, outcome });
    } catch (error) {
      const delayMs = settings.mostDelayMs;
      backlog.postponed(aggregate, message.seq, delayMs);
      message.nak(delayMs);
      logger.error({ consumer, subject: delivery.subject, err: error }, 'message could not be parked, will come again');
    }
  };
};
