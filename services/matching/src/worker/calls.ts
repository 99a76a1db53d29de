import type { MessagePort, Worker } from 'node:worker_threads';
import { isRejection, reject } from '@lastmile/protocol';
import type { RejectionCode, RejectionDetails } from '@lastmile/protocol';

interface Call {
  id: number;
  name: string;
  args: unknown[];
}

type Outcome =
  | { value: unknown }
  | { refused: { code: RejectionCode; details: RejectionDetails } }
  | { failed: { message: string; stack?: string } };
type Answer = { id: number } & Outcome;

/** The other thread did not answer in time, or is gone; whether it did what it was asked is unknown. */
export class NotAnswered extends Error {
  override readonly name = 'NotAnswered';
}

const outcomeOf = async (run: () => unknown): Promise<Outcome> => {
  try {
    return { value: await run() };
  } catch (error) {
    if (isRejection(error)) return { refused: { code: error.code, details: error.details } };
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { failed: { message, stack } };
  }
};

/** Answers the calls that come in; calls run side by side, each begins in the order in which it came. */
export const answerCalls = (port: MessagePort, door: object): void => {
  const functions = new Map(
    Object.entries(door).filter((entry): entry is [string, (...args: unknown[]) => unknown] => typeof entry[1] === 'function'),
  );
  port.on('message', ({ id, name, args }: Call) => {
    const asked = functions.get(name);
    void outcomeOf(() => {
      if (!asked) throw new TypeError(`nobody answers to ${name}`);
      return asked(...args);
    }).then((outcome) => port.postMessage({ id, ...outcome } satisfies Answer));
  });
};

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

export interface Caller {
  call(name: string, args: unknown[]): Promise<unknown>;
  /** Every waiting call fails, and every later one too. */
  close(reason: string): void;
}

/** Calls functions of the other thread, each with a deadline. */
export const callerOf = (worker: Worker | MessagePort, deadlineMs: number): Caller => {
  const waiting = new Map<number, Waiting>();
  let [next, closed] = [0, ''];
  const settle = (id: number): Waiting | undefined => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (one) clearTimeout(one.timer);
    return one;
  };
  worker.on('message', (answer: Answer) => {
    const one = settle(answer.id);
    if (!one) return;
    if ('value' in answer) one.resolve(answer.value);
    else if ('refused' in answer) one.reject(reject(answer.refused.code, answer.refused.details));
    else one.reject(Object.assign(new Error(answer.failed.message), { stack: answer.failed.stack }));
  });
  return {
    call: (name, args) => {
      if (closed) return Promise.reject(new NotAnswered(`${name}: ${closed}`));
      const id = (next += 1);
      return new Promise((resolve, fail) => {
        const timer = setTimeout(() => settle(id)?.reject(new NotAnswered(`${name}: no answer in ${deadlineMs} ms`)), deadlineMs);
        waiting.set(id, { resolve, reject: fail, timer });
        worker.postMessage({ id, name, args } satisfies Call);
      });
    },
    close: (reason) => {
      closed = reason;
      for (const id of [...waiting.keys()]) settle(id)?.reject(new NotAnswered(reason));
    },
  };
};

/** The same functions, each carried out in the other thread. */
export const remoteOf = <Door extends object>(caller: Pick<Caller, 'call'>, names: readonly (keyof Door & string)[]): Door =>
  // the compiler cannot follow the names through Object.fromEntries
  Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => caller.call(name, args)])) as Door;
