import { MongoError } from 'mongodb';
import { DocumentsUnavailable, UniqueViolation } from '../errors.js';

const DUPLICATE_KEY = 11000;
const COMMAND_NOT_FOUND = 59;
const NAMESPACE_NOT_FOUND = 26;
const WRITE_CONFLICT = 112;

/** Errors of the driver that say the server cannot be reached, by the names its classes bear. */
const OUTAGE_NAMES = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoNotConnectedError',
  'MongoClientClosedError',
  'MongoTopologyClosedError',
  'MongoPoolClosedError',
  'MongoPoolClearedError',
  'MongoWaitQueueTimeoutError',
  'MongoExpiredSessionError',
]);

/** Answers of a server that is going down, stepping down, cut off, or out of time. */
const OUTAGE_CODES = new Set<unknown>([6, 7, 50, 64, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

/** The driver lets some errors of the socket through as they are. */
const SOCKET_CODES = new Set<unknown>(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);

/** What the driver or the socket throws; told by its fields, as the class may stem from another realm than ours. */
interface Failure {
  name: string;
  message: string;
  code?: unknown;
}

const failureIn = (error: unknown): Failure | undefined =>
  typeof error === 'object' && error !== null && 'name' in error && 'message' in error ? (error as Failure) : undefined;

const codeOf = (error: unknown): unknown => failureIn(error)?.code;

const duplicateIndex = (error: unknown): string | undefined =>
  codeOf(error) === DUPLICATE_KEY ? /index: (\S+) dup key/.exec(failureIn(error)?.message ?? '')?.[1] : undefined;

/** Another writer stored the same id in the meantime. */
export const isLostRace = (error: unknown): boolean => duplicateIndex(error) === '_id_';

/** A transaction that the server gave up, or whose end is unknown; every write is guarded, so it may be repeated. */
export const isRepeatable = (error: unknown): boolean =>
  error instanceof MongoError &&
  (error.code === WRITE_CONFLICT ||
    error.hasErrorLabel('TransientTransactionError') ||
    error.hasErrorLabel('UnknownTransactionCommitResult'));

export const isUnknownCommand = (error: unknown): boolean => codeOf(error) === COMMAND_NOT_FOUND;

export const isUnknownCollection = (error: unknown): boolean => codeOf(error) === NAMESPACE_NOT_FOUND;

/** The error of the port for an error of the driver; others pass as they are. */
export const portError = (error: unknown, collection: string): unknown => {
  const failure = failureIn(error);
  if (!failure) return error;
  const index = duplicateIndex(error);
  if (index !== undefined) return new UniqueViolation(collection, index.replace(/\.unique$/, ''), { cause: error });
  const isOutage = OUTAGE_NAMES.has(failure.name) || OUTAGE_CODES.has(failure.code) || SOCKET_CODES.has(failure.code);
  return isOutage ? new DocumentsUnavailable(`MongoDB cannot be used: ${failure.message}`, { cause: error }) : error;
};
