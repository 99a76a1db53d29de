/** Keeps calls from something that is out of order, and tries it again from time to time with a single one. */
export interface Circuit {
  /** Whether a call may go out now; who gets yes says afterwards how it went. */
  enter(): boolean;
  succeeded(): void;
  failed(): void;
  readonly isOpen: boolean;
}

export interface CircuitOptions {
  /** So many failures without a success between them open it. */
  failures: number;
  /** How long nothing is tried then, milliseconds. */
  restMs: number;
  /** Monotonic, milliseconds. */
  clock(): number;
}

export const createCircuit = ({ failures, restMs, clock }: CircuitOptions): Circuit => {
  let failed = 0;
  let restsUntil = 0;
  let isTrying = false;
  const isOpen = (): boolean => failed >= failures;
  return {
    enter: () => {
      if (!isOpen()) return true;
      if (isTrying || clock() < restsUntil) return false;
      isTrying = true;
      return true;
    },
    succeeded: () => {
      failed = 0;
      isTrying = false;
    },
    failed: () => {
      failed += 1;
      isTrying = false;
      if (isOpen()) restsUntil = clock() + restMs;
    },
    get isOpen() {
      return isOpen();
    },
  };
};
