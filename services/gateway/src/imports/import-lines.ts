import { createReadStream } from 'node:fs';

/** One line that is not empty. `end` is the place behind it in the file; `text` is undefined when it is too long or no UTF-8. */
export interface ImportLine {
  row: number;
  end: number;
  text?: string;
}

const newline = 0x0a;
export const longestLine = 512 * 1024;

const decode = (bytes: Buffer): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch {
    return undefined;
  }
};

export interface LineStart {
  offset: number;
  /** Rows before the offset. */
  row: number;
}

/** The lines of a file from a place on, holding one line in memory at most. Empty lines are no rows. */
export const importLines = async function* (file: string, from: LineStart): AsyncGenerator<ImportLine> {
  let { offset, row } = from;
  let rest: Buffer = Buffer.alloc(0);
  let isTooLong = false;
  const take = (bytes: Buffer): ImportLine | undefined => {
    const text = isTooLong || rest.length + bytes.length > longestLine ? undefined : decode(Buffer.concat([rest, bytes]));
    rest = Buffer.alloc(0);
    isTooLong = false;
    if (text === '') return undefined;
    return { row: (row += 1), end: offset, text };
  };
  const keep = (bytes: Buffer): void => {
    isTooLong ||= rest.length + bytes.length > longestLine;
    rest = isTooLong ? Buffer.alloc(0) : Buffer.concat([rest, bytes]);
  };
  for await (const chunk of createReadStream(file, { start: offset, highWaterMark: 256 * 1024 })) {
    let bytes = chunk as Buffer;
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline)) {
      offset += at + 1;
      const line = take(bytes.subarray(0, at));
      if (line) yield line;
      bytes = bytes.subarray(at + 1);
    }
    offset += bytes.length;
    keep(bytes);
  }
  if (rest.length > 0 || isTooLong) {
    const line = take(Buffer.alloc(0));
    if (line) yield line;
  }
};
