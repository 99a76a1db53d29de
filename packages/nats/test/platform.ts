import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import type { INestMicroservice, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { defineEvent, defineRequest } from '@lastmile/protocol';
import type { Actor } from '@lastmile/protocol';
import { createLogger } from '@lastmile/telemetry';
import { z } from 'zod';
import { connectNats, Event, jetStreamPublishPort, NatsStrategy, Request } from '../src/index.js';
import type { Bus, MessageContext, NatsStrategyOptions, OutgoingEvent, RequestContext } from '../src/index.js';

export const actor: Actor = { organisationId: 'tsinghua', role: 'university', subjectId: 'u-1' };
let keys = 0;
export const asker = (more: Partial<RequestContext> = {}): RequestContext => ({
  actor,
  idempotencyKey: `key ${(keys += 1)}`,
  correlationId: 'c-1',
  ...more,
});

const placed = z.object({ orderId: z.string(), number: z.number().int() });
export const orderEvents = {
  placed: defineEvent('orders.event.placed.v1', placed),
  cancelled: defineEvent('orders.event.cancelled.v1', placed),
  unwanted: defineEvent('orders.event.unwanted.v1', placed),
};
export type OrderFact = z.infer<typeof placed>;
export const priceEvents = { set: defineEvent('prices.event.set.v1', placed) };
export const orderMessages = {
  count: defineRequest(
    'orders.request.count.v1',
    z.object({ upTo: z.number().int().default(2) }),
    z.object({ count: z.number() }),
  ),
  nobody: defineRequest('orders.request.nobody.v1', z.object({}), z.object({})),
};

export type OnFact = (fact: OrderFact, context: MessageContext) => unknown;
export type OnCount = (input: { upTo: number }, context: MessageContext) => Promise<{ count: number }> | { count: number };

/** What the handlers of the test service do; replaced by each test. */
export interface Behaviour {
  onFact: OnFact;
  onPrice: OnFact;
  onCount: OnCount;
}

/** A service with one request and one durable over two publishing services. */
const controllerFor = (behaviour: Behaviour): Type<unknown> => {
  @Controller()
  class BillingController {
    @Request(orderMessages.count)
    async count(input: { upTo: number }, context: MessageContext): Promise<{ count: number }> {
      return behaviour.onCount(input, context);
    }

    @Event([orderEvents.placed, orderEvents.cancelled], 'billing')
    async onOrder(fact: OrderFact, context: MessageContext): Promise<void> {
      await behaviour.onFact(fact, context);
    }

    @Event(priceEvents.set, 'billing')
    async onPrice(fact: OrderFact, context: MessageContext): Promise<void> {
      await behaviour.onPrice(fact, context);
    }
  }
  return BillingController;
};

export interface Service {
  bus: Bus;
  strategy: NatsStrategy;
  behaviour: Behaviour;
  logs: string[];
  stop(): Promise<void>;
}

export const startService = async (
  url: string,
  behaviour: Partial<Behaviour> = {},
  options: Partial<NatsStrategyOptions> = {},
): Promise<Service> => {
  const whole: Behaviour = {
    onFact: () => undefined,
    onPrice: () => undefined,
    onCount: ({ upTo }) => ({ count: upTo }),
    ...behaviour,
  };
  const logs: string[] = [];
  const logger = createLogger('spec', 'info', { write: (line: string) => void logs.push(line) });
  const bus = await connectNats({ url, name: 'billing', logger });
  const strategy = new NatsStrategy({ bus, service: 'billing', logger, ...options });
  const service = controllerFor(whole);
  class AppModule {}
  Module({ controllers: [service] })(AppModule);
  const app: INestMicroservice = await NestFactory.createMicroservice(AppModule, { strategy, logger: false });
  try {
    await app.listen();
  } catch (error) {
    await bus.close();
    throw error;
  }
  const stop = async (): Promise<void> => {
    await app.close();
    await bus.close();
  };
  return { bus, strategy, behaviour: whole, logs, stop };
};

let positions = 0;

/** The next fact of an order, as a publisher sends it. */
export const fact = (
  orderId: string,
  number: number,
  more: { subject?: string; body?: unknown; headers?: Record<string, string> } = {},
): OutgoingEvent => {
  positions += 10;
  return {
    id: `${orderId}-${number}-${positions}`,
    subject: more.subject ?? orderEvents.placed.subject,
    body: 'body' in more ? more.body : { orderId, number },
    position: positions,
    headers: {
      'Lastmile-Actor': JSON.stringify(actor),
      'Lastmile-Correlation': 'c-1',
      'Lastmile-Stream': `order-${orderId}`,
      'Lastmile-Revision': String(number),
      'Lastmile-At': '2026-03-04T05:06:07.000Z',
      ...more.headers,
    },
  };
};

export const publisher = (bus: Bus, service = 'orders') => jetStreamPublishPort(bus, service);

/** Quick pauses, so that ten deliveries are over soon. */
export const quick = { firstDelayMs: 20, mostDelayMs: 100 };
