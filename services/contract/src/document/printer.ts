import { Worker } from 'node:worker_threads';
import type { PrintedContract } from './contract-print.js';

export interface PrintOrder {
  readonly id: number;
  readonly contract: PrintedContract;
}
export type PrintAnswer = { readonly id: number } & ({ readonly bytes: Uint8Array } | { readonly failure: string });

/** Prints contracts in a thread of its own, so that nothing else waits for it. */
export interface Printer {
  /** A PDF. Rejects when the thread fails or takes too long. */
  print(contract: PrintedContract): Promise<Uint8Array>;
  /** Ends the thread; what still waits is refused. */
  stop(): Promise<void>;
}

interface Waiting {
  resolve(bytes: Uint8Array): void;
  fail(error: Error): void;
  timer: NodeJS.Timeout;
}

/** Tests run the sources, the thread always runs what was built. */
const threadFile = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/document/document-thread.js' : './document-thread.js', import.meta.url);

const deadlineMs = 20_000;
/** More than this waiting at once is refused: each takes a tenth of a second. */
const mostWaiting = 100;

/** The thread begins with the first order, holds no process open, and is begun anew after it has failed. */
export const threadPrinter = (): Printer => {
  const waiting = new Map<number, Waiting>();
  let [worker, last]: [Worker | undefined, number] = [undefined, 0];

  const settled = (id: number): Waiting | undefined => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (one) clearTimeout(one.timer);
    return one;
  };
  const ended = (one: Worker, error: Error): void => {
    if (worker !== one) return;
    worker = undefined;
    for (const id of [...waiting.keys()]) settled(id)?.fail(error);
  };
  const started = (): Worker => {
    const one = new Worker(threadFile(), { name: 'printer', execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 256 } });
    one.unref();
    one.on('message', (answer: PrintAnswer) => {
      if ('bytes' in answer) settled(answer.id)?.resolve(answer.bytes);
      else settled(answer.id)?.fail(new Error(answer.failure));
    });
    one.once('error', (error: Error) => ended(one, error));
    one.once('exit', (code) => ended(one, new Error(`the printer's thread has ended (${code})`)));
    return one;
  };
  return {
    stop: async () => void (await worker?.terminate()),
    print: (contract) =>
      new Promise((resolve, fail) => {
        if (waiting.size >= mostWaiting) return fail(new Error('too many documents are waiting to be printed'));
        const id = (last += 1);
        const timer = setTimeout(() => settled(id)?.fail(new Error('a document was not printed in time')), deadlineMs);
        waiting.set(id, { resolve, fail, timer });
        worker ??= started();
        worker.postMessage({ id, contract } satisfies PrintOrder);
      }),
  };
};
