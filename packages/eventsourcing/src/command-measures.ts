import { isRejection } from '@lastmile/protocol';
import type { CommandResult } from '@lastmile/protocol';
import { measures } from '@lastmile/telemetry';
import { VersionConflict } from './event-store.js';

type Outcome = 'accepted' | 'unchanged' | 'repeated';

const secondsSince = (start: number): number => (performance.now() - start) / 1_000;

/** Records how long a command took and how it ended; refusals also by their code. */
export const measuredCommand = async (
  command: string,
  run: () => Promise<{ result: CommandResult; outcome: Outcome }>,
): Promise<CommandResult> => {
  const start = performance.now();
  try {
    const { result, outcome } = await run();
    measures.commandDuration.record(secondsSince(start), { command, outcome });
    return result;
  } catch (error) {
    const rejection = isRejection(error) ? error : undefined;
    measures.commandDuration.record(secondsSince(start), { command, outcome: rejection ? 'rejected' : 'failed' });
    if (rejection) measures.commandRejections.add(1, { command, code: rejection.code });
    throw error;
  }
};

/** Records how long one append took and how it ended. */
export const measuredAppend = async <Result>(category: string, append: () => Promise<Result>): Promise<Result> => {
  const start = performance.now();
  const record = (outcome: 'appended' | 'conflict' | 'failed'): void =>
    measures.eventAppendDuration.record(secondsSince(start), { category, outcome });
  try {
    const result = await append();
    record('appended');
    return result;
  } catch (error) {
    record(error instanceof VersionConflict ? 'conflict' : 'failed');
    throw error;
  }
};
