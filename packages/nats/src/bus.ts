import type { RequestMessage } from '@lastmile/protocol';
import type { Logger } from '@lastmile/telemetry';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import type { RequestContext } from './message-context.js';

export interface BusOptions {
  /** `nats://host:port`, several separated by commas; user and password may stand in it. */
  url: string;
  /** Shown by the broker for this connection. */
  name: string;
  /** How long the first connection may take; afterwards the bus reconnects for ever. */
  waitMs?: number;
  logger?: Logger;
}

export interface RequestOptions {
  /** Whole time for the answer, 5 s unless given. */
  deadlineMs?: number;
}

export interface Bus {
  readonly name: string;
  /**
   * Asks the service that serves `message`. Throws the Rejection of the answer, `RemoteUnavailable` (nothing was done),
   * `RemoteTimeout` (outcome unknown), `RemoteFailure` (the service failed) or `MessageTooLarge`.
   */
  request<Input, Output>(
    message: RequestMessage<Input, Output>,
    input: Input,
    context: RequestContext,
    options?: RequestOptions,
  ): Promise<Output>;
  /** One round trip to the broker; rejects after `deadlineMs` (2 s unless given). */
  ping(deadlineMs?: number): Promise<void>;
  /** Ends the subscriptions, handles what was received, sends what is waiting, then ends the connection. */
  close(): Promise<void>;
  /** Whether the connection is up, or comes up within the time. */
  connected(waitMs: number): Promise<boolean>;
  /** Calls the listener at each loss of the connection; the function it answers ends that. */
  onDisconnect(listener: () => void): () => void;
  /** For this package: the client underneath. */
  readonly connection: NatsConnection;
  readonly jetstream: JetStreamClient;
  readonly manager: JetStreamManager;
}
