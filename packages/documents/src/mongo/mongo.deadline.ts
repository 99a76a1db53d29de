import { DocumentsUnavailable } from '../errors.js';

/** Gives a call of the driver its deadline. A write that comes too late may still land, which its guard makes harmless. */
export const within = async <T>(deadlineMs: number, work: (endsAt: number) => Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DocumentsUnavailable(`MongoDB did not answer within ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    return await Promise.race([work(performance.now() + deadlineMs), late]);
  } finally {
    clearTimeout(timer);
  }
};
