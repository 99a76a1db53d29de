import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '@lastmile/testing';
import { takeLock } from './lock.js';
import { openDatabase, RefusedToStart } from './store/database.js';

describe('the lock', () => {
  const directory = temporaryDirectory('eventstore-spec');
  const file = join(directory.path, 'events.db');
  afterAll(() => directory.remove());

  it('is held by one, names its owner to the second, and is free again after release', () => {
    const first = takeLock(file);
    expect(() => takeLock(file)).toThrow(RefusedToStart);
    expect(() => takeLock(file)).toThrow(`in use by process ${process.pid}`);
    first.release();
    takeLock(file).release();
  });

  it('is the same one by any name of the file', () => {
    openDatabase(file).close();
    const alias = join(directory.path, 'alias.db');
    symlinkSync(file, alias);
    const first = takeLock(file);
    expect(() => takeLock(alias)).toThrow(RefusedToStart);
    first.release();
  });
});
