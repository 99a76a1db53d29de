import type { Logger } from '@lastmile/telemetry';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import type { NodeConnectionOptions } from '@nats-io/transport-node';
import type { Bus, BusOptions } from './bus.js';
import { growingDelay, within } from './delay.js';
import { BrokerUnreachable } from './errors.js';
import { sendRequest } from './request.js';

/** A half-open connection is noticed after two missed answers: within 7.5 s. */
const endurance: NodeConnectionOptions = {
  reconnect: true,
  maxReconnectAttempts: -1,
  ignoreAuthErrorAbort: true,
  reconnectTimeWait: 200,
  reconnectJitter: 200,
  pingInterval: 2_500,
  maxPingOut: 2,
  timeout: 3_000,
  noAsyncTraces: true,
};

const connectionOptions = ({ url, name }: BusOptions): NodeConnectionOptions => {
  const urls = url.split(',').map((part) => new URL(part.trim()));
  const { username, password } = urls[0] ?? new URL(url);
  const credentials = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : {};
  return { ...endurance, ...credentials, name, servers: urls.map(({ host }) => host) };
};

const connectInTime = async (options: BusOptions): Promise<NatsConnection> => {
  const waitMs = options.waitMs ?? 60_000;
  const deadline = Date.now() + waitMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connect(connectionOptions(options));
    } catch (error) {
      const pause = growingDelay(attempt, { firstMs: 100, mostMs: 2_000 });
      if (Date.now() + pause >= deadline) throw new BrokerUnreachable(options.url, waitMs, { cause: error });
      options.logger?.debug({ attempt, error }, 'waiting for the broker');
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
};

type Watch = Pick<Bus, 'connected' | 'onDisconnect'>;

/** Follows the connection's state, so that callers can wait for it instead of failing in a short interruption. */
const watchConnection = (connection: NatsConnection, logger?: Logger): Watch => {
  const listeners = new Set<() => void>();
  let up = Promise.withResolvers<boolean>();
  let isUp = true;
  const lost = (): void => {
    isUp = false;
    up = Promise.withResolvers();
    logger?.warn('connection to the broker lost');
    for (const listener of listeners) listener();
  };
  const follow = async (): Promise<void> => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect' && isUp) lost();
      else if (type === 'reconnect' && !isUp) {
        isUp = true;
        up.resolve(true);
        logger?.info('connection to the broker is back');
      } else if (type === 'staleConnection') logger?.warn('the broker does not answer pings');
    }
    isUp = false;
    up.resolve(false);
  };
  void follow();
  return {
    connected: async (waitMs) => isUp || within(up.promise, waitMs, () => false),
    onDisconnect: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

const drain = async (connection: NatsConnection): Promise<void> => {
  if (connection.isClosed()) return;
  await within(connection.isDraining() ? connection.closed() : connection.drain(), 5_000, () => connection.close()).catch(() =>
    connection.close(),
  );
};

/**
 * Connects to the broker; waits for it at the start (bounded by `waitMs`, then `BrokerUnreachable`) and reconnects for ever later.
 * @example const bus = await connectNats({ url: config.natsUrl, name: 'contract' });
 */
export const connectNats = async (options: BusOptions): Promise<Bus> => {
  const connection = await connectInTime(options);
  const watch = watchConnection(connection, options.logger);
  const bus: Bus = {
    name: options.name,
    connection,
    jetstream: jetstream(connection),
    manager: await jetstreamManager(connection, { checkAPI: false }),
    ...watch,
    request: (message, input, ...[context, requestOptions]) => sendRequest(bus, { message, input, context, ...requestOptions }),
    ping: (deadlineMs = 2_000) =>
      within(connection.flush(), deadlineMs, () => {
        throw new Error(`the broker did not answer within ${deadlineMs} ms`);
      }),
    close: () => drain(connection),
  };
  return bus;
};
