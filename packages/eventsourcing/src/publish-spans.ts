import { attributes, currentTrace, spanNames, withSpan } from '@lastmile/telemetry';
import type { OutgoingMessage } from './publish-port.js';

const mostSpans = 16;

const traced = (
  message: OutgoingMessage,
  published: Promise<void>,
  started: (message: OutgoingMessage) => void,
): Promise<void> => {
  const { traceparent } = message.headers;
  const options = {
    kind: 'producer',
    parent: { traceparent },
    attributes: { [attributes.messagingDestination]: message.subject, [attributes.messagingMessageId]: message.id },
  } as const;
  return withSpan(spanNames.publish(message.subject), options, () => {
    started({ ...message, headers: { ...message.headers, ...currentTrace() } });
    return published;
  });
};

/**
 * Publishes with a producer span for each message, child of the trace in which its event was written, so that the consumer's trace
 * goes on from here. A large batch (catching up) goes out without: its messages carry the event's own trace.
 */
export const publishTraced = async (
  messages: readonly OutgoingMessage[],
  publish: (messages: readonly OutgoingMessage[]) => Promise<void>,
): Promise<void> => {
  if (messages.length > mostSpans) return publish(messages);
  const outgoing: OutgoingMessage[] = [];
  const published = Promise.withResolvers<void>();
  const spans = messages.map((message) => traced(message, published.promise, (ready) => outgoing.push(ready)));
  publish(outgoing).then(published.resolve, published.reject);
  await Promise.all(spans);
};
