import type { Documents, OpenOptions } from './types.js';

/**
 * Opens the read-model store behind a URL: `sqlite:/path/file.db`, `sqlite::memory:` or `mongodb://host/database`.
 * Rejects with TypeError on another URL and with `DocumentsUnavailable` when the store cannot be reached.
 * @example const documents = await openDocuments('sqlite:/var/lib/lastmile/catalog.db');
 */
export const openDocuments = async (url: string, options: OpenOptions = {}): Promise<Documents> => {
  const deadlineMs = options.deadlineMs ?? 5_000;
  if (url.startsWith('sqlite:')) {
    const { openSqlite } = await import('./sqlite/sqlite.documents.js');
    return openSqlite(url.slice('sqlite:'.length), deadlineMs);
  }
  if (/^mongodb(\+srv)?:\/\//.test(url)) {
    const { openMongo } = await import('./mongo/mongo.documents.js');
    return openMongo(url, deadlineMs);
  }
  throw new TypeError('a URL of documents begins with sqlite: or mongodb://');
};
