import type { Language } from './config.js';

/** What a command needs of its surroundings; tests give their own. */
export interface Terminal {
  readonly language: Language;
  /** Bytes of a file, or of standard input for `-`. */
  readonly read: (path: string) => Promise<Uint8Array>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** A mistake in calling, or input that cannot be read: exit code 2 and both sentences' fitting one. */
export class Unusable extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
    this.name = 'Unusable';
  }
}

/** 0 proven, 1 refused, 2 input or call unusable, 3 consistent but with no key pinned. */
export const exitCodes = { proven: 0, refused: 1, unusable: 2, notPinned: 3 } as const;

export const readBytes = async (terminal: Terminal, path: string): Promise<Uint8Array> => {
  try {
    return await terminal.read(path);
  } catch {
    throw new Unusable(`无法读取 ${path}`, `cannot read ${path}`);
  }
};

export const textOf = (bytes: Uint8Array, path: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Unusable(`${path} 不是 UTF-8 文本`, `${path} is not UTF-8 text`);
  }
};

export const readText = async (terminal: Terminal, path: string): Promise<string> =>
  textOf(await readBytes(terminal, path), path);
