/** The handler did not get through its batch. */
export class HandlingFailed extends Error {
  override readonly name = 'HandlingFailed';
  constructor(override readonly cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

/** What was handled is no longer there: its place has to be asked for again. */
export class PlaceLost extends Error {
  override readonly name = 'PlaceLost';
}

/** An event of the stream was never seen: going on would fold a wrong document. */
export class GapInStream extends Error {
  readonly code = 'GAP_IN_STREAM';
  override readonly name = 'GapInStream';
  constructor(
    readonly stream: string,
    readonly known: number,
    readonly revision: number,
  ) {
    super(`${stream}: revision ${revision} came after ${known}`);
  }
}

const defects = new Set(['UNKNOWN_EVENT', 'INVALID_EVENT', 'GAP_IN_STREAM']);

/** Errors that stay until someone repairs data or program; all others may pass by themselves. */
export const isDefect = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && defects.has(error.code);
