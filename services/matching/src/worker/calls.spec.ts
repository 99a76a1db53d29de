import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { reject } from '@lastmile/protocol';
import { answerCalls, callerOf, NotAnswered, remoteOf } from './calls.js';
import type { Caller } from './calls.js';

interface Greeter {
  greet(name: string, times: number): Promise<string[]>;
  refuse(): Promise<void>;
  fail(): Promise<void>;
  wait(): Promise<void>;
}

const greeter: Omit<Greeter, 'wait'> & Partial<Greeter> = {
  greet: async (name, times) => Array.from({ length: times }, () => `hello ${name}`),
  refuse: () => Promise.reject(reject('NOT_FOUND', { id: 'x' })),
  fail: () => Promise.reject(new RangeError('too far')),
};

let ports: MessagePort[];
let caller: Caller;
const greeterOver = (deadlineMs: number): Greeter => {
  const { port1, port2 } = new MessageChannel();
  ports = [port1, port2];
  answerCalls(port2, { ...greeter, wait: () => new Promise(() => undefined) });
  caller = callerOf(port1, deadlineMs);
  return remoteOf<Greeter>(caller, ['greet', 'refuse', 'fail', 'wait']);
};
afterEach(() => ports.forEach((port) => port.close()));

describe('calls to another thread', () => {
  it('answer with what the function gives', async () =>
    expect(await greeterOver(10_000).greet('li', 2)).toEqual(['hello li', 'hello li']));
  it('keep a refusal a refusal', async () =>
    expect(
      await greeterOver(10_000)
        .refuse()
        .catch((error: unknown) => error),
    ).toMatchObject({
      name: 'Rejection',
      code: 'NOT_FOUND',
      details: { id: 'x' },
    }));
  it('keep a fault a fault', () => expect(greeterOver(10_000).fail()).rejects.toThrow('too far'));
  it('fail when nobody answers to the name', async () => {
    greeterOver(10_000);
    await expect(caller.call('dance', [])).rejects.toThrow('nobody answers to dance');
  });
  it('fail after the deadline', () => expect(greeterOver(20).wait()).rejects.toThrow(NotAnswered));
  it('fail when the thread is gone, waiting ones and later ones', async () => {
    const door = greeterOver(10_000);
    const waiting = door.wait();
    caller.close('the thread has ended');
    await expect(waiting).rejects.toThrow('the thread has ended');
    await expect(door.greet('li', 1)).rejects.toThrow(NotAnswered);
  });
});
