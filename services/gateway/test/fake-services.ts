import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import type { INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NatsStrategy, Request } from '@lastmile/nats';
import type { Bus, MessageContext } from '@lastmile/nats';
import type { RequestMessage } from '@lastmile/protocol';
import { createLogger } from '@lastmile/telemetry';

export interface Asked<Input = unknown> {
  subject: string;
  input: Input;
  context: MessageContext;
}

type Answer = (input: never, context: MessageContext) => unknown;

export interface FakeService {
  /** Everything that was asked, in order. */
  asked: Asked[];
  /** What a message is answered with from now on. */
  answer<Input, Output>(
    message: RequestMessage<Input, Output>,
    answer: (input: Input, context: MessageContext) => Output | Promise<Output>,
  ): void;
  stop(): Promise<void>;
}

/** Answers requests on the bus as the real service would: parsed by the schema, refusals with their code. */
export const startFakeService = async (bus: Bus, messages: readonly RequestMessage<never, unknown>[]): Promise<FakeService> => {
  const asked: Asked[] = [];
  const answers = new Map<string, Answer>();
  class FakeController {}
  messages.forEach((message, index) => {
    const name = `answer${index}`;
    const value = async (input: unknown, context: MessageContext): Promise<unknown> => {
      asked.push({ subject: message.subject, input, context });
      const answer = answers.get(message.subject);
      if (!answer) throw new Error(`the test gave no answer for ${message.subject}`);
      return (answer as (input: unknown, context: MessageContext) => unknown)(input, context);
    };
    const descriptor = { value, writable: true, configurable: true, enumerable: true };
    Object.defineProperty(FakeController.prototype, name, descriptor);
    Request(message as RequestMessage)(FakeController.prototype, name, descriptor);
  });
  Controller()(FakeController);
  @Module({ controllers: [FakeController] })
  class FakeModule {}
  const strategy = new NatsStrategy({ bus, service: 'fake', logger: createLogger('fake', 'silent') });
  const app: INestMicroservice = await NestFactory.createMicroservice(FakeModule, { strategy, logger: false });
  await app.listen();
  let stopping: Promise<void> | undefined;
  return {
    asked,
    answer: (message, answer) => void answers.set(message.subject, answer),
    stop: () => (stopping ??= app.close()),
  };
};
