/** `id` is the event's id; the broker drops a repeat of it. `headers` carry the trace in which the event was written. */
export interface OutgoingMessage {
  readonly id: string;
  readonly subject: string;
  readonly body: unknown;
  readonly headers: Record<string, string>;
  readonly position: number;
}

/** Where public events go. The broker itself says how far it holds; nobody else keeps that place. */
export interface PublishPort {
  /** `Lastmile-Position` of the newest message it holds; undefined when it holds none. */
  lastPosition(): Promise<number | undefined>;
  /**
   * Resolves when the broker holds all messages, in the given order; makes the producer spans. Rejects, without leaving a hole, when a
   * message was not stored or when the end of what the broker holds is not where the last call of this port left it.
   */
  publish(messages: OutgoingMessage[]): Promise<void>;
}
