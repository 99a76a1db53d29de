import { recall, remember } from '../api/remembered.js';

/** The keys by which this browser knows the log, and since when. */
export interface Pinned {
  origin: string;
  keys: string[];
  since: string;
}

const name = 'log-keys';

const isPinned = (value: unknown): value is Pinned => {
  if (typeof value !== 'object' || value === null) return false;
  const { origin, keys, since } = value as Record<keyof Pinned, unknown>;
  const isListOfTexts = Array.isArray(keys) && keys.every((key) => typeof key === 'string');
  return typeof origin === 'string' && typeof since === 'string' && isListOfTexts && keys.length > 0;
};

/** What is kept; nothing where the kept text is none of ours. */
export const parsePinned = (text: string | null): Pinned | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isPinned(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

export const recallPinned = (): Pinned | undefined => parsePinned(recall(name));
export const rememberPinned = (pinned: Pinned): void => remember(name, JSON.stringify(pinned));

/** Whether the log now names other keys than those that are pinned: a new key beside the old ones is a change as well. */
export const hasChanged = (pinned: Pinned, { origin, keys }: Omit<Pinned, 'since'>): boolean =>
  pinned.origin !== origin || [...pinned.keys].sort().join('\n') !== [...keys].sort().join('\n');

/** One key a line, as somebody pastes them. */
export const keysOfText = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];
