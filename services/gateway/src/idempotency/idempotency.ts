import { defineCollection } from '@lastmile/documents';
import type { Document, Documents } from '@lastmile/documents';
import type { Logger } from '@lastmile/telemetry';
import { problem } from '../problems/problem.js';
import type { Clock } from '../tokens.js';
import { commandKey } from './idempotency-key.js';

/** Revision 0: the key is taken; revision 1: the answer is known. */
interface TakenKey extends Document {
  fingerprint: string;
  at: string;
  isAnswered: boolean;
  answer?: unknown;
}

export const takenKeys = defineCollection<TakenKey>({
  name: 'taken-keys',
  version: 1,
  indexes: [{ name: 'by-time', fields: ['at'] }],
});

export interface Claim {
  organisationId: string;
  key: string;
  fingerprint: string;
  /** The answer holds a secret: the key is remembered, the answer is not. */
  isSecret?: boolean;
}

export interface Once {
  answer: unknown;
  isRepeat: boolean;
}

export interface Idempotency {
  /**
   * Runs a command, or answers what it answered before under the same key. Duplicates that arrive together share one run. A refused
   * or failed run is not remembered: its repeat runs again. Throws IDEMPOTENCY_KEY_REUSED when the key belongs to another request.
   */
  once(claim: Claim, run: () => Promise<unknown>): Promise<Once>;
}

interface Parts {
  documents: Documents;
  clock: Clock;
  logger: Logger;
}

interface UnderWay {
  fingerprint: string;
  run: Promise<Once>;
}

export const idempotencyOver = ({ documents, clock, logger }: Parts): Idempotency => {
  const keys = () => documents.collection(takenKeys);
  const underWay = new Map<string, UnderWay>();

  const demandSame = (claim: Claim, fingerprint: string): void => {
    if (fingerprint !== claim.fingerprint) throw problem('IDEMPOTENCY_KEY_REUSED');
  };

  /** The key as it stands after this claim; someone else may have been quicker. */
  const take = async (id: string, claim: Claim): Promise<TakenKey> => {
    const wanted: TakenKey = {
      id,
      revision: 0,
      fingerprint: claim.fingerprint,
      at: clock().toISOString(),
      isAnswered: false,
    };
    const found = (await keys().get(id)) ?? ((await keys().replace(wanted)) ? wanted : await keys().get(id));
    return found ?? wanted;
  };

  /** The command is done and repeats itself safely in its service: not remembering its answer is no reason to refuse it. */
  const remember = async (taken: TakenKey, answer: unknown): Promise<void> => {
    try {
      await keys().replace({ ...taken, revision: 1, isAnswered: true, answer: answer ?? null });
    } catch (error) {
      logger.warn({ err: error }, 'the answer to a command could not be remembered');
    }
  };

  const run = async (id: string, claim: Claim, command: () => Promise<unknown>): Promise<Once> => {
    const taken = await take(id, claim);
    demandSame(claim, taken.fingerprint);
    if (taken.isAnswered) return { answer: taken.answer ?? undefined, isRepeat: true };
    const answer = await command();
    if (!claim.isSecret) await remember(taken, answer);
    return { answer, isRepeat: false };
  };

  return {
    once: async (claim, command) => {
      const id = commandKey(claim.organisationId, claim.key);
      const current = underWay.get(id);
      if (current) {
        demandSame(claim, current.fingerprint);
        return { answer: (await current.run).answer, isRepeat: true };
      }
      const running = run(id, claim, command).finally(() => underWay.delete(id));
      underWay.set(id, { fingerprint: claim.fingerprint, run: running });
      return running;
    },
  };
};
