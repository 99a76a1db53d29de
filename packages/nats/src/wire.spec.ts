import { Rejection } from '@lastmile/protocol';
import type { Actor } from '@lastmile/protocol';
import fc from 'fast-check';
import { z } from 'zod';
import { decodeReply, encodeReply, replyOfError } from './reply.js';
import type { Reply } from './reply.js';
import {
  decodeBody,
  encodeBody,
  encodeHeader,
  fromHeaders,
  headerNames,
  parse,
  readEventContext,
  readRequestContext,
  requestHeaders,
  toHeaders,
  violationsOf,
} from './wire.js';

const anyText = fc.string({ unit: 'binary', minLength: 1 }).map((text) => text.toWellFormed());
const actor: Actor = { organisationId: 'tsinghua', role: 'university', subjectId: 'u-1' };
const onTheWire = (record: Record<string, string | undefined>): Record<string, string> => fromHeaders(toHeaders(record));
const thrownBy = (run: () => unknown): Rejection => {
  try {
    run();
  } catch (error) {
    return error as Rejection;
  }
  throw new Error('nothing was thrown');
};

describe('headers', () => {
  it('carry any text and are printable ASCII', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(encodeHeader(text)).toMatch(/^[\x21-\x7e]*$/);
        expect(onTheWire({ 'Lastmile-Key': text })).toEqual({ 'Lastmile-Key': text });
      }),
    );
  });

  it('keep what is plain as it is, and read what another writer left plain', () => {
    expect(encodeHeader(JSON.stringify(actor))).toBe(JSON.stringify(actor));
    expect(fromHeaders(toHeaders({ a: undefined, b: 'x' }))).toEqual({ b: 'x' });
    const foreign = toHeaders({});
    foreign.set('b', '100%');
    expect(fromHeaders(foreign)).toEqual({ b: '100%' });
  });

  it('carry the context of a request', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.option(anyText, { nil: undefined }), (idempotencyKey, correlationId, causationId) => {
        const context = { actor, idempotencyKey, correlationId, causationId };
        expect(readRequestContext(onTheWire(requestHeaders(context)), 'a.request.b.v1')).toEqual({
          ...context,
          subject: 'a.request.b.v1',
        });
      }),
    );
  });

  it('say what is missing', () => {
    const rejection = thrownBy(() => readRequestContext({ [headerNames.actor]: '{', [headerNames.idempotencyKey]: 'k' }, 's'));
    expect(rejection.code).toBe('INVALID_MESSAGE');
    expect(violationsOf(rejection).map(({ path }) => path)).toEqual(['Lastmile-Actor', 'Lastmile-Correlation']);
  });

  it('make the context of an event, with the event id as key', () => {
    const record = {
      [headerNames.messageId]: 'e-1',
      [headerNames.actor]: JSON.stringify(actor),
      [headerNames.stream]: 'listing-7',
      [headerNames.revision]: '3',
      [headerNames.position]: '9007199254740991',
      [headerNames.at]: '2026-01-02T03:04:05.678Z',
      [headerNames.traceparent]: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    };
    expect(readEventContext(record, 'catalog.event.listing-published.v1', 2)).toEqual({
      subject: 'catalog.event.listing-published.v1',
      actor,
      idempotencyKey: 'e-1',
      correlationId: 'e-1',
      causationId: undefined,
      event: {
        id: 'e-1',
        stream: 'listing-7',
        revision: 3,
        position: Number.MAX_SAFE_INTEGER,
        at: '2026-01-02T03:04:05.678Z',
        attempt: 2,
        traceId: '0af7651916cd43dd8448eb211c80319c',
      },
    });
    const replayed = { ...record, [headerNames.messageId]: 'e-1.replay.4', [headerNames.eventId]: 'e-1' };
    expect(readEventContext(replayed, 's', 1).idempotencyKey).toBe('e-1');
    for (const name of [headerNames.position, headerNames.revision, headerNames.stream, headerNames.actor, headerNames.at])
      expect(thrownBy(() => readEventContext({ ...record, [name]: '' }, 's', 1)).code).toBe('INVALID_MESSAGE');
  });
});

describe('bodies', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => expect(decodeBody(encodeBody(value))).toEqual(JSON.parse(JSON.stringify(value)))),
    );
    expect(decodeBody(encodeBody(undefined))).toBeUndefined();
    expect(() => decodeBody(new TextEncoder().encode('{'))).toThrow(SyntaxError);
  });

  it('are parsed, or rejected with every violation', () => {
    const schema = z.object({ title: z.string(), content: z.object({ share: z.number() }) });
    expect(parse(schema, { title: 'a', content: { share: 1 }, more: true })).toEqual({ title: 'a', content: { share: 1 } });
    const rejection = thrownBy(() => parse(schema, { content: { share: 'x' } }));
    expect(violationsOf(rejection).map(({ path }) => path)).toEqual(['title', 'content.share']);
    expect(violationsOf(rejection)[1]?.message).toContain('expected number');
    expect(violationsOf(thrownBy(() => parse(schema, 1)))[0]?.path).toBe('');
    expect(violationsOf(new Rejection('NOT_FOUND'))).toEqual([]);
  });
});

describe('answers', () => {
  const reply: fc.Arbitrary<Reply> = fc.oneof(
    fc.record({
      status: fc.constant('ok' as const),
      body: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
    }),
    fc.record({
      status: fc.constant('rejected' as const),
      code: fc.string(),
      details: fc.dictionary(
        fc.stringMatching(/^[a-z]+$/),
        fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string())),
      ),
    }),
    fc.record({ status: fc.constant('failed' as const), code: fc.constantFrom('FAILED' as const, 'OVERLOADED' as const) }),
  );

  it('come back as they went', () => {
    fc.assert(fc.property(reply, (sent) => expect(decodeReply(encodeReply(sent))).toEqual(JSON.parse(JSON.stringify(sent)))));
  });

  it('that are not understood count as failed', () => {
    expect(decodeReply({ data: new TextEncoder().encode('no json') })).toEqual({ status: 'failed', code: 'FAILED' });
    expect(decodeReply({ data: new TextEncoder().encode('{"a":1}') })).toEqual({ status: 'failed', code: 'FAILED' });
  });

  it('tell a rejection whole and of any other error the trace only', () => {
    expect(replyOfError(new Rejection('NOT_FOUND', { id: '7' }), 't')).toEqual({
      status: 'rejected',
      code: 'NOT_FOUND',
      details: { id: '7' },
    });
    expect(replyOfError(new Error('secret'), 't')).toEqual({ status: 'failed', code: 'FAILED', traceId: 't' });
  });
});
