import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

type Level = 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal';

const lastText = (parameters: unknown[]): string | undefined => {
  const last = parameters.at(-1);
  return typeof last === 'string' ? last : undefined;
};

/** Nest calls each level with the message and then whatever else it has. */
const write = (logger: Logger, level: Level, [message, ...parameters]: unknown[]): void => {
  const context = lastText(parameters);
  const stack = level === 'error' && parameters.length > 1 && typeof parameters[0] === 'string' ? parameters[0] : undefined;
  if (message instanceof Error) logger[level]({ context, err: message }, message.message);
  else if (typeof message === 'object' && message !== null) logger[level]({ context, detail: message, stack });
  else logger[level]({ context, stack }, String(message));
};

/**
 * The adapter for `NestFactory.create(…, { logger: nestLogger(logger) })`: Nest's own lines in the same JSON, with
 * Nest's context name as `context`. `verbose` becomes `trace`.
 */
export const nestLogger = (logger: Logger): LoggerService => ({
  log: (...said: unknown[]) => write(logger, 'info', said),
  error: (...said: unknown[]) => write(logger, 'error', said),
  warn: (...said: unknown[]) => write(logger, 'warn', said),
  debug: (...said: unknown[]) => write(logger, 'debug', said),
  verbose: (...said: unknown[]) => write(logger, 'trace', said),
  fatal: (...said: unknown[]) => write(logger, 'fatal', said),
});
