import { StoreUnavailable } from './event-store.js';

/** Rejects with `StoreUnavailable` when the answer is not there in time; a late answer is dropped. */
export const withDeadline = <Result>(operation: string, deadlineMs: number, answer: Promise<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new StoreUnavailable(`${operation}: no answer in ${deadlineMs} ms`)), deadlineMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
