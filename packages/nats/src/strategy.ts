import { isObservable, lastValueFrom } from 'rxjs';
import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy, MessageHandler } from '@nestjs/microservices';
import type { Logger } from '@lastmile/telemetry';
import type { Bus } from './bus.js';
import { defaultConsumerSettings } from './consumer-settings.js';
import type { ConsumerSettings } from './consumer-settings.js';
import type { HandlerPattern } from './decorators.js';
import { within } from './delay.js';
import { startDurable } from './durable.js';
import type { ConsumerStatus, Durable } from './durable.js';
import { serveRequests } from './request-server.js';
import type { RequestServer } from './request-server.js';
import type { EventRoute, Handler, RequestRoute } from './routes.js';

export interface NatsStrategyOptions {
  bus: Bus;
  /** Queue group of the requests, and owner of the durables. */
  service: string;
  logger: Logger;
  /** Settings of all durables, and of single ones by their name. */
  consumers?: Partial<ConsumerSettings> & { durables?: Record<string, Partial<ConsumerSettings>> };
  /** Requests handled at once (256); those beyond are answered OVERLOADED. */
  maxInFlight?: number;
  /** Checks every answer against the message's schema (false); for tests. */
  validateOutput?: boolean;
  /** How long `listen` waits for streams and consumers (30 000). */
  startMs?: number;
}

/** Nest hands back a value or an observable (with interceptors, or a filter that passes an error on). */
const plain = (handler: MessageHandler): Handler => {
  return async (body, context) => {
    const result: unknown = await handler(body, context);
    return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
  };
};

const patternOf = (handler: MessageHandler): HandlerPattern | undefined =>
  (handler.extras as { lastmile?: HandlerPattern } | undefined)?.lastmile;

/**
 * Nest's transport over NATS: requests on core NATS, public events through durable JetStream consumers. Handlers are declared with
 * `Request` and `Event`. `close` drains: nothing new is taken, what is under way is finished, what waits is put back.
 * @example app.connectMicroservice({ strategy: new NatsStrategy({ bus, service: 'contract', logger }) });
 */
export class NatsStrategy extends Server implements CustomTransportStrategy {
  private requests?: RequestServer;
  private durables: Durable[] = [];
  private closing?: Promise<void>;

  constructor(private readonly options: NatsStrategyOptions) {
    super();
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      await this.start();
      callback();
    } catch (error) {
      await this.close();
      callback(error);
    }
  }

  close(): Promise<void> {
    return (this.closing ??= this.drain());
  }

  /** One entry for each durable and stream. */
  consumers(): ConsumerStatus[] {
    return this.durables.flatMap((durable) => durable.status());
  }

  on(): never {
    throw new Error('NatsStrategy emits no events; see consumers() and Bus');
  }

  unwrap<T>(): T {
    return this.options.bus as T;
  }

  private async start(): Promise<void> {
    const { bus, service, logger, maxInFlight = 256, validateOutput = false, startMs = 30_000 } = this.options;
    const { requests, events } = this.routes();
    this.durables = [...events].map(([name, routes]) =>
      startDurable({ bus, service, logger, name, routes, settings: this.settingsOf(name) }),
    );
    const ready = Promise.all(this.durables.map((durable) => durable.ready)).then(() => undefined);
    await within(ready, startMs, () => {
      const waiting = this.consumers().filter(({ state }) => state !== 'running');
      throw new Error(`no consumer within ${startMs} ms: ${waiting.map(({ consumer, error }) => `${consumer} ${error}`).join()}`);
    });
    this.requests = serveRequests({ bus, service, logger, routes: requests, maxInFlight, validateOutput });
    await bus.connection.flush();
  }

  private settingsOf(durable: string): ConsumerSettings {
    const { durables, ...common } = this.options.consumers ?? {};
    return { ...defaultConsumerSettings, ...common, ...durables?.[durable] };
  }

  private routes(): { requests: RequestRoute[]; events: Map<string, Map<string, EventRoute>> } {
    const requests: RequestRoute[] = [];
    const events = new Map<string, Map<string, EventRoute>>();
    for (const handler of this.messageHandlers.values()) {
      const pattern = patternOf(handler);
      if (pattern?.kind === 'request') requests.push({ message: pattern.message, handle: plain(handler) });
      if (pattern?.kind === 'event') this.addEventRoutes(events, pattern, handler);
    }
    return { requests, events };
  }

  private addEventRoutes(
    events: Map<string, Map<string, EventRoute>>,
    { durable, messages }: Extract<HandlerPattern, { kind: 'event' }>,
    handler: MessageHandler,
  ): void {
    const routes = events.get(durable) ?? new Map<string, EventRoute>();
    events.set(durable, routes);
    for (const message of messages) {
      if (handler.next) throw new Error(`${message.subject} has two handlers in the durable ${durable}`);
      routes.set(message.subject, { message, handle: plain(handler) });
    }
  }

  private async drain(): Promise<void> {
    await Promise.all([this.requests?.stop(), ...this.durables.map((durable) => durable.stop())]);
  }
}
