import { readFileSync } from 'node:fs';

type Row = Record<string, unknown>;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined);

/** Some published sets hold a title only as it was left by a word filter. */
const titleOf = (row: Row): string | undefined => text(row.title) ?? text(row.title_raw) ?? text(row.title_joined);

/** The lines of the files as the API takes them, in chunks that stay well below its limit for one import. */
export const importChunks = (files: string[], maxBytes = 20 * 1024 * 1024): { lines: string; rows: number }[] => {
  const chunks: { lines: string[]; bytes: number }[] = [];
  for (const file of files) {
    for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
      if (line.trim() === '') continue;
      const sent = asSent(line, `${file}:${index + 1}`);
      const bytes = Buffer.byteLength(sent) + 1;
      const last = chunks.at(-1);
      if (!last || last.bytes + bytes > maxBytes) chunks.push({ lines: [sent], bytes });
      else {
        last.lines.push(sent);
        last.bytes += bytes;
      }
    }
  }
  return chunks.map(({ lines }) => ({ lines: `${lines.join('\n')}\n`, rows: lines.length }));
};

/** A line that is no JSON object is sent as it is: the API says what is wrong with it, row by row. */
const asSent = (line: string, place: string): string => {
  try {
    const row = JSON.parse(line) as Row;
    return JSON.stringify({ ...row, title: titleOf(row) });
  } catch {
    process.stderr.write(`! ${place} is not JSON; the import will report it\n`);
    return line;
  }
};
