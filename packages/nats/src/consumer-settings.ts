/** How a durable consumer works. All times in milliseconds. */
export interface ConsumerSettings {
  /** Messages of different aggregates handled at once (1); those of one aggregate stay one after the other. */
  concurrency: number;
  /** Deliveries after which a message that keeps failing becomes a dead letter (10). */
  maxDeliveries: number;
  /** First and longest pause before a failed message comes again (500 … 30 000). */
  firstDelayMs: number;
  mostDelayMs: number;
  /** The broker gives a message to someone else when nobody reports work on it for so long (10 000): what a killed process held. */
  ackWaitMs: number;
  /** A handler that takes longer counts as failed (120 000). */
  handlerDeadlineMs: number;
  /** Messages held in memory at most (256). */
  prefetch: number;
  /** How long received messages are still handled at the close; the rest is put back (3 000). */
  drainMs: number;
}

export const defaultConsumerSettings: ConsumerSettings = {
  concurrency: 1,
  maxDeliveries: 10,
  firstDelayMs: 500,
  mostDelayMs: 30_000,
  ackWaitMs: 10_000,
  handlerDeadlineMs: 120_000,
  prefetch: 256,
  drainMs: 3_000,
};
