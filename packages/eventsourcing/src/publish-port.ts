/** `id` is the event's id; the broker drops a repeat of it. */
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
  /** In order; resolves when the broker has acknowledged all of them. */
  publish(messages: readonly OutgoingMessage[]): Promise<void>;
}
