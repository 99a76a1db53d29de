import { setTimeout as delay } from 'node:timers/promises';
import { reject } from '@lastmile/protocol';

const patienceMs = 2_000;
const firstPauseMs = 5;
const longestPauseMs = 50;

/**
 * Reads until the document has seen the revision: at most 2 s, then a READ_MODEL_BEHIND rejection with what was reached. Without a
 * revision it reads once. The document is undefined when there is none and no revision was asked for.
 * @example await waitForRevision(() => contracts.get(id), atRevision)
 */
export const waitForRevision = async <T extends { revision: number }>(
  get: () => Promise<T | undefined>,
  atRevision: number | undefined,
): Promise<T | undefined> => {
  const deadline = performance.now() + patienceMs;
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    const document = await get();
    if (atRevision === undefined || (document && document.revision >= atRevision)) return document;
    if (performance.now() + pause >= deadline)
      throw reject('READ_MODEL_BEHIND', { expected: atRevision, actual: document?.revision ?? -1 });
    await delay(pause);
  }
};
