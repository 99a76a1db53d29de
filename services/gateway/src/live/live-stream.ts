import { Readable } from 'node:stream';
import type { Bus, RequestContext } from '@lastmile/nats';
import { notificationMessages } from '@lastmile/protocol';
import type { NotificationView } from '@lastmile/protocol';
import type { KnownCaller } from '../access/caller.js';

export interface LiveRequest {
  caller: KnownCaller;
  context: RequestContext;
  /** The position up to which the client has everything; live only when absent. */
  after?: number;
}

/** A client that is this far behind is dropped; it resumes from where it stood. */
export const mostBuffered = 512 * 1024;
const pageSize = 200;
const mostHeld = 1_000;
/** How long a stream that ends may take to be read to its end. */
const patienceMs = 1_000;

const frame = (item: NotificationView): string => `id: ${item.position}\nevent: notification\ndata: ${JSON.stringify(item)}\n\n`;

/**
 * One client's notifications in the form of server-sent events. What comes live is sent at once; what may have been missed is read
 * from the inbox, from the last position that is known to be complete.
 */
export class LiveStream {
  readonly output: Readable;
  private verified: number | undefined;
  private readonly sent = new Set<number>();
  private held: NotificationView[] | undefined = [];
  private catchingUp: Promise<void> | undefined;
  private isEnding = false;
  private hasBeaten = false;

  constructor(
    private readonly bus: Bus,
    readonly request: LiveRequest,
  ) {
    this.verified = request.after;
    this.output = new Readable({ read: () => undefined, highWaterMark: mostBuffered });
    this.output.push('retry: 2000\n: connected\n\n');
  }

  get isOpen(): boolean {
    return !this.isEnding && !this.output.destroyed;
  }

  /** Held back until what came before has been sent. */
  offer(item: NotificationView): void {
    if (!this.held) return this.send(item);
    this.held.push(item);
    if (this.held.length > mostHeld) this.end();
  }

  push(text: string): void {
    if (!this.isOpen) return;
    this.output.push(text);
    if (this.output.readableLength > mostBuffered) this.output.destroy();
  }

  /** The client gets what was sent so far, and comes back. */
  end(): void {
    if (!this.isOpen) return;
    this.isEnding = true;
    this.output.push(null);
    setTimeout(() => this.output.destroy(), patienceMs).unref();
  }

  /** True once: what slipped in between the connection and the subscription is looked for then. */
  isFirstBeat(): boolean {
    const isFirst = !this.hasBeaten;
    this.hasBeaten = true;
    return isFirst;
  }

  /** Sends what the inbox holds beyond what is known to have been sent. One at a time. */
  catchUp(): Promise<void> {
    return (this.catchingUp ??= this.readInbox().finally(() => {
      this.catchingUp = undefined;
    }));
  }

  async begin(): Promise<void> {
    await this.catchUp();
    const held = this.held ?? [];
    this.held = undefined;
    for (const item of held) this.send(item);
  }

  private send(item: NotificationView): void {
    if (item.position <= (this.verified ?? -1) || this.sent.has(item.position)) return;
    this.sent.add(item.position);
    this.push(frame(item));
  }

  private ask(query: { limit: number; after?: number }) {
    return this.bus.request(notificationMessages.listInbox, query, this.request.context);
  }

  private async readInbox(): Promise<void> {
    if (this.verified === undefined) {
      const { items } = await this.ask({ limit: 1 });
      this.verified = items[0]?.position ?? 0;
      return;
    }
    for (let page = pageSize; page === pageSize && this.isOpen;) {
      const { items } = await this.ask({ limit: pageSize, after: this.verified });
      for (const item of items) this.send(item);
      this.verified = items.at(-1)?.position ?? this.verified;
      page = items.length;
    }
    for (const position of this.sent) if (position <= this.verified) this.sent.delete(position);
  }
}
