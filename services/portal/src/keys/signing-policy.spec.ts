import { stillAsked } from './signing-policy.js';

describe('what a signing policy still asks for', () => {
  it('is any one signatory where nobody is named', () => {
    expect(stillAsked({ mode: 'ONE', signatories: [] }, [])).toEqual({ isDone: false, count: 1 });
    expect(stillAsked({ mode: 'ONE', signatories: [] }, ['x'])).toEqual({ isDone: true, count: 0, next: [] });
  });

  it('is one of those named, all of them, or so many', () => {
    const signatories = ['a', 'b', 'c'];
    expect(stillAsked({ mode: 'ONE', signatories }, ['x'])).toEqual({ isDone: false, count: 1, next: signatories });
    expect(stillAsked({ mode: 'ALL', signatories }, ['b'])).toEqual({ isDone: false, count: 2, next: ['a', 'c'] });
    expect(stillAsked({ mode: 'AT_LEAST', atLeast: 2, signatories }, ['b'])).toEqual({
      isDone: false,
      count: 1,
      next: ['a', 'c'],
    });
    expect(stillAsked({ mode: 'AT_LEAST', atLeast: 2, signatories }, ['b', 'c'])).toMatchObject({ isDone: true });
  });

  it('is one after the other, where there is an order', () => {
    const policy = { mode: 'IN_ORDER' as const, signatories: ['a', 'b', 'c'] };
    expect(stillAsked(policy, [])).toEqual({ isDone: false, count: 3, next: ['a'] });
    expect(stillAsked(policy, ['a'])).toEqual({ isDone: false, count: 2, next: ['b'] });
    expect(stillAsked(policy, ['a', 'b', 'c'])).toMatchObject({ isDone: true });
  });
});
