type Level = 'info' | 'warn' | 'error';

/** One JSON line on standard error; standard output is for the ready line alone. */
export const log = (level: Level, message: string, fields: Record<string, unknown> = {}): void => {
  process.stderr.write(
    `${JSON.stringify({ time: new Date().toISOString(), level, name: 'eventstore', msg: message, ...fields })}\n`,
  );
};

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
