import { connect, createServer } from 'node:net';

const listenOnce = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const found = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(found));
    });
  });

/** The wanted port when it is free, else any free one. */
export const pickPort = (wanted = 0): Promise<number> => listenOnce(wanted).catch(() => listenOnce(0));

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
