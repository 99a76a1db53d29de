import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';

const bound = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

/** Below the range from which systems give ports to outgoing connections, so that none of those takes it before its owner does. */
const somewhere = (): number => 10_000 + randomInt(20_000);

const boundSomewhere = async (attempts = 200): Promise<Server> => {
  for (let left = attempts; left > 1; left -= 1) {
    const server = await bound(somewhere()).catch(() => undefined);
    if (server) return server;
  }
  return bound(0);
};

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

/** One free port for each wish, all different: the wanted one when it is free, else (and for 0) any. */
export const pickPorts = async (wishes: readonly number[]): Promise<number[]> => {
  const held: Server[] = [];
  for (const wanted of wishes)
    held.push(wanted === 0 ? await boundSomewhere() : await bound(wanted).catch(() => boundSomewhere()));
  const ports = held.map(portOf);
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
};

/** Resolves when something accepts connections there; rejects otherwise. */
export const accepts = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.setTimeout(1_000, () => socket.destroy(new Error('timeout')));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.end();
      resolve();
    });
  });

/** Resolves when `GET url` answers 2xx; rejects otherwise. */
export const answers = async (url: string): Promise<void> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
};
