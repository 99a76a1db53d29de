import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bus } from '@lastmile/nats';
import { notificationEvents } from '@lastmile/protocol';
import type { Logger } from '@lastmile/telemetry';
import type { KnownCaller } from '../access/caller.js';
import { LiveStream } from './live-stream.js';
import type { LiveRequest } from './live-stream.js';

export interface LiveOptions {
  bus: Bus;
  logger: Logger;
  /** Whether the caller's key or session still holds; asked with each heartbeat. */
  isValid(caller: KnownCaller): Promise<boolean>;
  heartbeatMs?: number;
}

export interface LiveFeed {
  /** The notifications of the caller's organisation as server-sent events; undefined when its key has too many streams open. */
  open(request: LiveRequest): Readable | undefined;
  /** Ends every stream; clients come back by themselves. */
  close(): void;
}

const mostStreamsOfKey = 20;
const everyHeartbeatMs = 15_000;
const mostAttempts = 5;

/**
 * One subscription for all clients of this process. The broker's live copies may be missed (a reconnect, a start in between), so each
 * stream reads the inbox after its first heartbeat and after every reconnect: nothing is left out, an item may come twice.
 */
export const liveFeed = ({ bus, logger, isValid, heartbeatMs = everyHeartbeatMs }: LiveOptions): LiveFeed => {
  const streams = new Set<LiveStream>();

  /** Services come back with the broker, a little later. A client whose stream is ended resumes it by itself. */
  const recover = async (stream: LiveStream, run: () => Promise<void> = () => stream.catchUp()): Promise<void> => {
    for (let attempt = 1; stream.isOpen; attempt += 1) {
      try {
        return await run();
      } catch (error) {
        if (attempt >= mostAttempts) {
          logger.warn({ err: error }, 'a live stream could not read the inbox and is ended');
          return stream.end();
        }
        await pause(250 * 2 ** attempt);
      }
    }
  };

  const subscription = bus.connection.subscribe(notificationEvents.delivered.subject, {
    callback: (_error, message) => {
      const parsed = notificationEvents.delivered.body.safeParse(readJson(message.data));
      if (!parsed.success) return;
      for (const stream of streams) {
        if (stream.request.caller.actor.organisationId === parsed.data.organisationId) stream.offer(parsed.data);
      }
    },
  });

  const followConnection = async (): Promise<void> => {
    for await (const { type } of bus.connection.status())
      if (type === 'reconnect') for (const stream of streams) void recover(stream);
  };
  void followConnection();

  const beat = async (stream: LiveStream): Promise<void> => {
    if (!(await isValid(stream.request.caller))) return stream.end();
    stream.push(': heartbeat\n\n');
    if (stream.isFirstBeat()) await recover(stream);
  };
  const timer = setInterval(() => {
    for (const stream of streams) beat(stream).catch((error: unknown) => logger.warn({ err: error }, 'a heartbeat failed'));
  }, heartbeatMs);

  const countOf = (subjectId: string): number =>
    [...streams].filter(({ request }) => request.caller.actor.subjectId === subjectId).length;

  return {
    open: (request) => {
      if (countOf(request.caller.actor.subjectId) >= mostStreamsOfKey) return undefined;
      const stream = new LiveStream(bus, request);
      streams.add(stream);
      stream.output.once('close', () => streams.delete(stream));
      void recover(stream, () => stream.begin());
      return stream.output;
    },
    close: () => {
      clearInterval(timer);
      subscription.unsubscribe();
      for (const stream of streams) stream.end();
    },
  };
};

const readJson = (data: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(data)) as unknown;
  } catch {
    return undefined;
  }
};
