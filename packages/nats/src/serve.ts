import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule } from '@nestjs/common';
import { nestLogger } from '@lastmile/telemetry';
import type { Logger } from '@lastmile/telemetry';
import type { NatsStrategy } from './strategy.js';

export interface ServeOptions {
  strategy: NatsStrategy;
  logger: Logger;
  /** Of the health and metrics pages. */
  host: string;
  port: number;
  /** What runs beside the handlers (projections, publishers): stopped after them. */
  followers?: readonly { stop(): Promise<void> }[];
}

export interface Served {
  /** Address of the health and metrics pages. */
  url: string;
  /** Takes no new message, finishes those under way, closes the pages, then stops the followers. */
  close(): Promise<void>;
}

/** Runs a module's controllers: messages over NATS, health and metrics over HTTP. Whatever fails, nothing is left running. */
export const serve = async (
  module: DynamicModule,
  { strategy, logger, host, port, followers = [] }: ServeOptions,
): Promise<Served> => {
  let app: NestFastifyApplication | undefined;
  const close = async (): Promise<void> => {
    // Nest would run its destroy hooks before it closes the transport
    await strategy.close();
    await app?.close();
    await Promise.all(followers.map((follower) => follower.stop()));
  };
  try {
    const adapter = new FastifyAdapter({ forceCloseConnections: true });
    app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: nestLogger(logger), abortOnError: false });
    app.connectMicroservice({ strategy });
    await app.startAllMicroservices();
    await app.listen(port, host);
    return { url: await app.getUrl(), close };
  } catch (error) {
    await close();
    throw error;
  }
};
