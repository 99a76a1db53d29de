const sqliteBusy = 5;
const sqliteFull = 13;
const sqliteIoError = 10;
const sqliteCorrupt = 11;
/** The shared-memory index of the log could not grow: also a full disk. */
const sqliteIoErrorShmSize = 4_874;

export type Failure = 'full' | 'fatal' | 'other';

/** The extended result code of an error of SQLite, 0 for any other error. */
const resultCodeOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) : 0;

/** Sorts an error of SQLite: no space (try again later), a failing disk (stop), anything else (the statement's fault). */
export const failureOf = (error: unknown): Failure => {
  const code = resultCodeOf(error);
  if (code === sqliteIoErrorShmSize || (code & 0xff) === sqliteFull) return 'full';
  return (code & 0xff) === sqliteIoError || (code & 0xff) === sqliteCorrupt ? 'fatal' : 'other';
};

/** Another connection holds the lock. */
export const isBusy = (error: unknown): boolean => (resultCodeOf(error) & 0xff) === sqliteBusy;
