import type { Server } from 'node:http';

export interface Draining {
  /** Runs `close` and hangs up on every connection that no request needs any more, so that none of them holds it up. */
  during(close: Promise<unknown> | undefined): Promise<void>;
}

const everyMs = 50;

/** Follows the requests under way. Node counts a connection on which nothing was ever asked as busy; browsers open such ones ahead. */
export const drainingOf = (server: Server): Draining => {
  let underWay = 0;
  server.on('request', (_request, response) => {
    underWay += 1;
    response.once('close', () => (underWay -= 1));
  });
  const hangUp = (): void => (underWay === 0 ? server.closeAllConnections() : server.closeIdleConnections());
  return {
    during: async (close) => {
      const timer = setInterval(hangUp, everyMs);
      await Promise.resolve(close).finally(() => clearInterval(timer));
    },
  };
};
