import { attributes } from '@lastmile/telemetry';
import type { measures, SpanAttributes, TraceCarrier } from '@lastmile/telemetry';
import { headerNames } from './wire.js';

interface MessageSpan {
  operation: 'request' | 'answer' | 'publish' | 'process';
  subject: string;
  messageId?: string;
  group?: string;
  attempt?: number;
}

const operationTypes = { request: 'send', answer: 'process', publish: 'send', process: 'process' } as const;

/** The attributes of a span around one message. */
export const messageAttributes = ({ operation, subject, messageId, group, attempt }: MessageSpan): SpanAttributes => ({
  [attributes.messagingSystem]: 'nats',
  [attributes.messagingOperationName]: operation,
  [attributes.messagingOperationType]: operationTypes[operation],
  [attributes.messagingDestination]: subject,
  ...(messageId === undefined ? {} : { [attributes.messagingMessageId]: messageId }),
  ...(group === undefined ? {} : { [attributes.messagingConsumerGroup]: group }),
  ...(attempt === undefined ? {} : { [attributes.messagingAttempt]: attempt }),
});

export const traceOf = (record: Record<string, string>): TraceCarrier => ({
  traceparent: record[headerNames.traceparent],
  tracestate: record[headerNames.tracestate],
});

type Recorder = typeof measures.messagingProcessDuration;
type MeasuredOperation = Parameters<Recorder['record']>[1];

/** Runs an operation and records its duration, with `error.type` when it failed. */
export const measured = async <T>(recorder: Recorder, labels: MeasuredOperation, run: () => Promise<T>): Promise<T> => {
  const started = performance.now();
  const record = (more: { 'error.type'?: string }): void =>
    recorder.record((performance.now() - started) / 1_000, { ...labels, ...more });
  try {
    const result = await run();
    record({});
    return result;
  } catch (error) {
    record({ 'error.type': error instanceof Error ? error.name : 'Error' });
    throw error;
  }
};
