import type { RuntimeLog } from '../src/runtime-log.js';

/** Keeps the lines instead of printing them. */
export const testLog = (): RuntimeLog & { lines: { level: string; fields: object; message: string }[] } => {
  const lines: { level: string; fields: object; message: string }[] = [];
  const at =
    (level: string) =>
    (fields: object, message: string): void =>
      void lines.push({ level, fields, message });
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
};
