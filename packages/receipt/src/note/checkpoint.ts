import { fromBase64, toBase64 } from '../bytes.js';
import { refuse } from '../refusal.js';

/** The state of a log that it signs (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** The log's identity, such as `lastmile.example/contracts`. */
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** Further lines without meaning here; left out when there are none. */
  readonly extensions?: readonly string[];
}

const isLine = (line: string): boolean => /^[^\p{Cc}]+$/u.test(line) && line.isWellFormed();

/** The note text of a checkpoint: origin, size and root, a line each. Throws Refusal CHECKPOINT_MALFORMED. */
export const formatCheckpoint = ({ origin, size, root, extensions = [] }: Checkpoint): string => {
  if (![origin, ...extensions].every(isLine) || !Number.isSafeInteger(size) || size < 0 || root.length !== 32) {
    return refuse('CHECKPOINT_MALFORMED', 'checkpoint');
  }
  return `${[origin, size, toBase64(root), ...extensions].join('\n')}\n`;
};

/** Reads the text that formatCheckpoint writes and nothing else. Throws Refusal CHECKPOINT_MALFORMED. */
export const parseCheckpoint = (text: string): Checkpoint => {
  const [origin = '', decimal = '', encoded = '', ...extensions] = text.slice(0, -1).split('\n');
  const size = /^(?:0|[1-9][0-9]{0,15})$/.test(decimal) ? Number(decimal) : Number.NaN;
  const root = fromBase64(encoded);
  if (!text.endsWith('\n') || !Number.isSafeInteger(size) || root?.length !== 32) {
    return refuse('CHECKPOINT_MALFORMED', 'checkpoint');
  }
  if (![origin, ...extensions].every(isLine)) return refuse('CHECKPOINT_MALFORMED', 'checkpoint');
  return extensions.length === 0 ? { origin, size, root } : { origin, size, root, extensions };
};
