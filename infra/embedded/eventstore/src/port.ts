import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Server as HttpServer } from 'node:http';
import type { ConnectionInjector } from '@grpc/grpc-js';

export interface Doors {
  grpc: Pick<ConnectionInjector, 'injectConnection'>;
  http: HttpServer;
}

const silenceLimitMs = 10_000;
/** HTTP/2 connections open with "PRI * HTTP/2.0"; no HTTP/1.1 method we answer starts like it. */
const prefaceStart = 'P'.charCodeAt(0);

/** Reads the first bytes of a connection, puts them back and hands it to HTTP/2 or HTTP/1.1. */
const sort = (socket: Socket, { grpc, http }: Doors): void => {
  const giveUp = (): void => void socket.destroy();
  socket.setNoDelay(true);
  socket.setTimeout(silenceLimitMs, giveUp);
  socket.on('error', giveUp);
  socket.once('data', (first: Buffer) => {
    socket.pause();
    socket.setTimeout(0);
    socket.off('timeout', giveUp);
    socket.unshift(first);
    if (first[0] === prefaceStart) grpc.injectConnection(socket);
    else {
      http.emit('connection', socket);
      socket.resume();
    }
  });
};

/** One port for both protocols. */
export const createSharedPort = (doors: Doors): Server => createServer((socket) => sort(socket, doors));

/** Listens and resolves to the real port; rejects when the address is taken. */
export const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
