import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import fc from 'fast-check';
import { createLogger } from './logger.js';
import type { Logger } from './logger.js';
import { nestLogger } from './nest-logger.js';
import { redact, scrubText } from './redaction.js';
import { withSpan } from './tracing.js';

interface Output {
  logger: Logger;
  text(): string;
  last(): Record<string, unknown>;
}

const capture = (level?: string): Output => {
  const lines: string[] = [];
  const logger = createLogger('contract', level, { write: (line: string) => void lines.push(line) });
  return { logger, text: () => lines.join(''), last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
};

describe('lines', () => {
  it('carry level, time, service and message', () => {
    const { logger, last } = capture();
    logger.info({ contractId: 'c-1', count: 3, isOpen: true, at: new Date(0) }, 'drafted');
    expect(last()).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      service: 'contract',
      contractId: 'c-1',
      count: 3,
      isOpen: true,
      at: '1970-01-01T00:00:00.000Z',
      msg: 'drafted',
    });
  });

  it('obey the level', () => {
    const { logger, text } = capture('warn');
    logger.info('quiet');
    logger.warn('loud');
    expect(text()).not.toContain('quiet');
    expect(text()).toContain('loud');
  });

  it('carry the ids of the active span and none outside of it', async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    trace.setGlobalTracerProvider(new TracerProvider());
    const { logger, last } = capture();
    await withSpan('work', {}, async (span) => {
      logger.child({ subject: 's' }).info('inside');
      expect(last()).toMatchObject({ trace_id: span.spanContext().traceId, span_id: span.spanContext().spanId, subject: 's' });
    });
    logger.info('outside');
    expect(last()).not.toHaveProperty('trace_id');
    trace.disable();
    context.disable();
  });

  it('show an error with stack and causes', () => {
    const { logger, last } = capture();
    logger.error({ err: new Error('no answer', { cause: new TypeError('socket closed') }) }, 'request failed');
    expect(last()).toMatchObject({
      msg: 'request failed',
      err: { type: 'Error', message: 'no answer', stack: expect.stringContaining('logger.spec'), cause: { type: 'TypeError' } },
    });
    logger.error(new Error('alone'));
    expect(last()).toMatchObject({ msg: 'alone', err: { message: 'alone' } });
  });

  it('name a request and a reply without printing them', () => {
    const { logger, last, text } = capture();
    logger.info({ req: { method: 'GET', url: '/x?code=canary-1', headers: { cookie: 'canary-2' } }, res: { statusCode: 204 } });
    expect(last()).toMatchObject({ req: { method: 'GET', path: '/x' }, res: { statusCode: 204 } });
    expect(text()).not.toContain('canary');
  });

  it('adapt Nest', () => {
    const { logger, last, text } = capture('trace');
    const nest = nestLogger(logger);
    nest.log('Starting', 'NestFactory');
    expect(last()).toMatchObject({ level: 'info', context: 'NestFactory', msg: 'Starting' });
    nest.error('Broken', 'Error: Broken\n at x', 'Router');
    expect(last()).toMatchObject({ level: 'error', context: 'Router', stack: 'Error: Broken\n at x' });
    nest.error(new Error('password=canary'), 'Router');
    expect(last()).toMatchObject({ err: { type: 'Error' } });
    nest.warn({ token: 'canary' }, 'Router');
    nest.verbose?.('fine');
    expect(last()).toMatchObject({ level: 'trace' });
    expect(text()).not.toContain('canary');
  });
});

const canary = 'c4n4ry-9d81';
const secretFields = [
  ...[
    'authorization',
    'Authorization',
    'cookie',
    'Set-Cookie',
    'password',
    'newPassword',
    'passwordHash',
    'apiKey',
    'api_key',
    'x-api-key',
  ],
  ...[
    'key',
    'privateKey',
    'private_key',
    'signingKey',
    'token',
    'accessToken',
    'refresh_token',
    'session',
    'sid',
    'secret',
    'clientSecret',
  ],
  ...[
    'webhook-secret',
    'signature',
    'partySignature',
    'signatures',
    'email',
    'e-mail',
    'eMail',
    'emailAddress',
    'contactEmail',
    'phone',
  ],
  ...[
    'phoneNumber',
    'mobile',
    'telephone',
    'idCard',
    'idNumber',
    'bankAccount',
    'body',
    'rawBody',
    'payload',
    'd',
    'k',
    'APIKey',
    'otp',
  ],
];

describe('secrets', () => {
  const shapes: [string, (logger: Logger, name: string) => void][] = [
    ['field', (logger, name) => logger.info({ [name]: canary }, 'x')],
    ['nested', (logger, name) => logger.info({ a: { b: { [name]: canary } } }, 'x')],
    ['in a list', (logger, name) => logger.info({ list: [{ [name]: canary }] }, 'x')],
    ['an object', (logger, name) => logger.info({ [name]: { inner: [canary] } }, 'x')],
    ['a list', (logger, name) => logger.info({ [name]: [canary] }, 'x')],
    ['a buffer', (logger, name) => logger.info({ [name]: Buffer.from(canary), data: Buffer.from(canary) }, 'x')],
    ['in a map', (logger, name) => logger.info({ map: new Map([[name, canary]]) }, 'x')],
    ['headers', (logger, name) => logger.info({ headers: { [name]: canary, 'x-unknown': canary } }, 'x')],
    ['a child', (logger, name) => logger.child({ [name]: canary }).info('x')],
    [
      'a grandchild',
      (logger, name) =>
        logger
          .child({ a: 1 })
          .child({ b: { [name]: canary } }, { level: 'info' })
          .info('x'),
    ],
    [
      'bindings',
      (logger, name) => {
        logger.setBindings({ [name]: canary });
        logger.info('x');
      },
    ],
    ['an error', (logger, name) => logger.error(Object.assign(new Error('x'), { [name]: canary }))],
    ['a cause', (logger, name) => logger.error({ err: new Error('x', { cause: { [name]: canary } }) })],
  ];

  it.each(shapes)('as %s never reach the output', (_shape, log) => {
    for (const name of secretFields) {
      const { logger, text } = capture();
      log(logger, name);
      expect({ name, output: text() }).toEqual({ name, output: expect.not.stringContaining(canary) });
      expect(text()).toMatch(/\n$/);
    }
  });

  it.each([
    `Authorization: Bearer ${canary}`,
    `authorization=Basic ${canary}`,
    `{"password":"${canary}"}`,
    `connect nats://user:${canary}@127.0.0.1:4222`,
    `POST https://hooks.example.com/x?access_token=${canary}&a=1`,
    `cookie: sid_cookie=${canary}; a=b`,
    `api-key '${canary}' secret='${canary}'`.replace("api-key '", "api-key='"),
    `-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----`,
    `eyJhbGciOiJIUzI1NiJ9.${canary}.sig`,
    `mail ${canary}@example.com now`,
  ])('inside a text never reach the output: %s', (secretText) => {
    const { logger, text } = capture();
    logger.info(secretText);
    logger.info('said %s', secretText);
    logger.info('said %o', { note: secretText });
    logger.info({ note: secretText, deep: { list: [secretText] } }, 'x');
    logger.error(new Error(secretText));
    logger.error({ err: new Error('x', { cause: new Error(secretText) }) });
    logger.info({ msg: secretText });
    expect(text()).not.toContain(canary);
  });

  it.each([
    '13800138000',
    '+86 138 0013 8000',
    '86-13800138000',
    '110101199003078515',
    '11010119900307851X',
    '张三@例子 wang@pku.edu.cn',
  ])('personal numbers and addresses are cut out of texts: %s', (personal) => {
    expect(scrubText(`联系人 ${personal}。`)).toContain('[redacted]');
    expect(scrubText(`联系人：${personal}`)).not.toMatch(/\d{6}|wang@/);
  });

  it.each([
    '4bf92f3577b34da6a3ce929d0e0e4736',
    '0190c7a1-13ab-7cde-8f00-138001380001',
    '2026-11-23T17:32:19.965Z',
    'contract.event.signed.v1',
    'position 1234567890123',
  ])('ids, times and names stay: %s', (plain) => expect(scrubText(`at ${plain} done`)).toBe(`at ${plain} done`));

  it('what only sounds like a secret stays', () => {
    const plain = {
      keyId: 'k-1',
      publicKey: 'pk',
      idempotencyKey: 'i-1',
      tokenCount: 3,
      hasPassword: true,
      subject: 'a.b',
      signatureState: 'open',
    };
    expect(redact(plain)).toEqual(plain);
  });

  it('a secret under any name, at any place of any object, is gone, and the input is untouched', () => {
    const place = fc.array(fc.oneof(fc.constant('list'), fc.string({ minLength: 1, maxLength: 8 })), { maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...secretFields), place, fc.object({ maxDepth: 3 }), (name, path, noise) => {
        const wrap = (inner: object, step: string): object => (step === 'list' ? { list: [inner, 1] } : { [step]: inner });
        const input = { noise, deep: path.reduceRight(wrap, { [name]: canary } as object) };
        const before = JSON.stringify(input);
        expect(JSON.stringify(redact(input))).not.toContain(canary);
        expect(JSON.stringify(input)).toBe(before);
      }),
    );
  });

  it('cycles, getters that throw nothing, huge lists and long texts end', () => {
    const cycle: Record<string, unknown> = {
      list: Array.from({ length: 10_000 }, (_, index) => index),
      text: 'x'.repeat(1_000_000),
    };
    cycle['self'] = cycle;
    const { logger, text } = capture();
    logger.info(cycle, 'cycle');
    expect(text().length).toBeLessThan(100_000);
    expect(JSON.parse(text())).toMatchObject({ msg: 'cycle' });
  });

  it('a text made to be slow for patterns is bounded and comes through', () => {
    const nasty = ['a-', 'a.', '1', 'password', 'a:/', '"', 'x@', '-----BEGIN A-----', 'token=\\'].map((piece) =>
      piece.repeat(20_000),
    );
    for (const text of nasty) expect(scrubText(text).length).toBeLessThan(20_000);
  });
});
