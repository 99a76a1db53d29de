/**
 * Nothing was done: no service listens, the broker cannot be reached, or the service shed the request. Safe to repeat.
 */
export class RemoteUnavailable extends Error {
  override readonly name = 'RemoteUnavailable';
  readonly code = 'UNAVAILABLE';
  constructor(
    readonly subject: string,
    readonly reason: 'no-service' | 'no-broker' | 'overloaded',
  ) {
    super(`${subject}: ${reason}`);
  }
}

/** No answer within the deadline: the outcome is unknown. Repeat with the same idempotency key. */
export class RemoteTimeout extends Error {
  override readonly name = 'RemoteTimeout';
  readonly code = 'TIMEOUT';
  constructor(
    readonly subject: string,
    readonly deadlineMs: number,
  ) {
    super(`${subject}: no answer within ${deadlineMs} ms`);
  }
}

/** The service failed in a way it did not expect; what happened stands in its log under `traceId`. */
export class RemoteFailure extends Error {
  override readonly name = 'RemoteFailure';
  readonly code = 'FAILED';
  constructor(
    readonly subject: string,
    readonly traceId?: string,
  ) {
    super(`${subject}: the service failed${traceId ? ` (trace ${traceId})` : ''}`);
  }
}

/** A message is larger than the broker takes (1 MiB unless configured). Never retried. */
export class MessageTooLarge extends Error {
  override readonly name = 'MessageTooLarge';
  readonly code = 'MESSAGE_TOO_LARGE';
  constructor(
    readonly subject: string,
    readonly bytes: number,
    readonly limit: number,
  ) {
    super(`${subject}: ${bytes} bytes are more than the ${limit} bytes the broker takes`);
  }
}

/** The broker could not be reached within the time given at start. */
export class BrokerUnreachable extends Error {
  override readonly name = 'BrokerUnreachable';
  readonly code = 'BROKER_UNREACHABLE';
  constructor(
    readonly url: string,
    waitMs: number,
    options: ErrorOptions,
  ) {
    super(`no NATS broker at ${url} within ${waitMs} ms`, options);
  }
}

/** The broker lost a stream, or its end is not where the writer left it. It exists again: read the place anew and go on from there. */
export class StreamMoved extends Error {
  override readonly name = 'StreamMoved';
  readonly code = 'STREAM_MOVED';
  constructor(
    readonly stream: string,
    options?: ErrorOptions,
  ) {
    super(`${stream}: the end of the stream moved`, options);
  }
}
