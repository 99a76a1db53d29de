import { HttpException, NotFoundException } from '@nestjs/common';
import { RemoteFailure, RemoteTimeout, RemoteUnavailable } from '@lastmile/nats';
import { reject } from '@lastmile/protocol';
import { problem } from './problem.js';
import { problemBody, refusalOf } from './problem-body.js';

describe('refusalOf', () => {
  it('keeps code and details of a rejection', () => {
    expect(refusalOf(reject('REVISION_CONFLICT', { expected: 3, actual: 4 }), true)).toMatchObject({
      code: 'REVISION_CONFLICT',
      details: { expected: 3, actual: 4 },
    });
  });
  it('reads the violations of a message that a service refused', () => {
    const refusal = refusalOf(reject('INVALID_MESSAGE', { violations: ['content.title: too short'] }), true);
    expect(refusal).toMatchObject({ code: 'INVALID_MESSAGE', violations: [{ path: 'content.title', message: 'too short' }] });
  });
  it.each([
    [new RemoteUnavailable('a.request.b.v1', 'no-service'), true, 'SERVICE_UNAVAILABLE'],
    [new RemoteUnavailable('a.request.b.v1', 'overloaded'), false, 'OVERLOADED'],
    [new RemoteTimeout('a.request.b.v1', 5), true, 'OUTCOME_UNKNOWN'],
    [new RemoteTimeout('a.request.b.v1', 5), false, 'UPSTREAM_TIMEOUT'],
    [new RemoteFailure('a.request.b.v1'), true, 'SERVICE_FAILED'],
    [Object.assign(new Error('x'), { name: 'DocumentsUnavailable' }), true, 'SERVICE_UNAVAILABLE'],
    [Object.assign(new Error('x'), { name: 'MessageTooLarge' }), true, 'BODY_TOO_LARGE'],
    [
      new HttpException('x', 400, { cause: Object.assign(new Error('x'), { code: 'FST_ERR_CTP_INVALID_JSON_BODY' }) }),
      true,
      'INVALID_JSON',
    ],
    [new NotFoundException(), false, 'ROUTE_NOT_FOUND'],
    [Object.assign(new Error('x'), { statusCode: 418 }), false, 'BAD_REQUEST'],
    [problem('METHOD_NOT_ALLOWED'), false, 'METHOD_NOT_ALLOWED'],
    [new TypeError('secret detail'), true, 'INTERNAL'],
    ['thrown text', true, 'INTERNAL'],
  ])('%s (command: %s) is %s', (error, isCommand, code) => {
    expect(refusalOf(error, isCommand).code).toBe(code);
  });
  it('knows no rejection of a newer service', () => {
    expect(refusalOf(Object.assign(new Error('x'), { name: 'Rejection', code: 'NEW_CODE', details: {} }), true).code).toBe(
      'INTERNAL',
    );
  });
});

describe('problemBody', () => {
  it('speaks Chinese or English and fills the sentence', () => {
    const refusal = { code: 'REVISION_CONFLICT', details: { expected: 3, actual: 4 } } as const;
    expect(problemBody(refusal, 'zh-CN')).toMatchObject({
      title: '内容已被他人更改',
      detail: '期望修订号 3，实际为 4；请刷新后重试。',
    });
    expect(problemBody(refusal, 'en', 'a'.repeat(32))).toEqual({
      type: '/api/docs#REVISION_CONFLICT',
      title: 'Changed by someone else',
      status: 409,
      code: 'REVISION_CONFLICT',
      detail: 'Revision 3 was expected, 4 is there; reload and try again.',
      details: { expected: 3, actual: 4 },
      traceId: 'a'.repeat(32),
    });
  });
  it('tells nothing of an unexpected error', () => {
    const text = JSON.stringify(problemBody(refusalOf(new Error('password=hunter2'), true), 'en'));
    expect(text).not.toMatch(/hunter2|stack|at /);
  });
});
