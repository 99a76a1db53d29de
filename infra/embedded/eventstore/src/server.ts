import { Server as GrpcServer, ServerCredentials } from '@grpc/grpc-js';
import { once } from 'node:events';
import type { Server } from 'node:net';
import { readsFlow } from './grpc/response-flow.js';
import { addServices } from './grpc/services.js';
import { createHealthServer } from './health.js';
import { takeLock } from './lock.js';
import type { Options } from './options.js';
import { createSharedPort, listen } from './port.js';
import { openStore } from './store/store.js';

export interface RunningServer {
  port: number;
  /** Answers what is under way, ends subscriptions, closes the file. */
  stop(): Promise<void>;
}

/** Events of up to 16 MiB with room for the envelope; dead connections are noticed within half a minute. */
const channelOptions = {
  'grpc.keepalive_time_ms': 15_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.max_receive_message_length': 17 * 1_024 * 1_024,
  'grpc.max_send_message_length': 17 * 1_024 * 1_024,
  'grpc.max_concurrent_streams': 10_000,
  interceptors: [readsFlow],
};

const stopLimitMs = 3_000;

const closeListener = async (server: Server): Promise<void> => {
  if (!server.listening) return;
  server.close();
  await once(server, 'close');
};

const stopGrpc = async (server: GrpcServer): Promise<void> => {
  const timer = setTimeout(() => server.forceShutdown(), stopLimitMs);
  await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
  clearTimeout(timer);
};

/** Locks and opens the file, then listens. Throws RefusedToStart when the file is taken or not durable. */
export const startServer = async (options: Options, onFatal: (error: unknown) => void): Promise<RunningServer> => {
  const lock = takeLock(options.db);
  const store = openStore({ file: options.db, synchronous: options.synchronous, onFatal });
  const stopping = new AbortController();
  const grpc = new GrpcServer(channelOptions);
  addServices(grpc, { store, maxAppendBytes: options.maxAppendBytes, stopping: stopping.signal });
  const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
  const http = createHealthServer(store, stopping.signal);
  const shared = createSharedPort({ grpc: injector, http });
  const port = await listen(shared, options.port, options.host);
  if (options.healthPort !== undefined) await listen(http, options.healthPort, options.host);

  const stop = async (): Promise<void> => {
    stopping.abort();
    store.drain();
    const listeners = [closeListener(shared), closeListener(http)];
    await stopGrpc(grpc);
    http.closeAllConnections();
    await Promise.race([Promise.all(listeners), new Promise((resolve) => setTimeout(resolve, 500).unref())]);
    store.close();
    lock.release();
  };
  return { port, stop };
};
