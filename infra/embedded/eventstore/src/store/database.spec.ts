import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { temporaryDirectory } from '@lastmile/testing';
import { assertDurable, openDatabase, RefusedToStart } from './database.js';

describe('opening the file', () => {
  const directory = temporaryDirectory('eventstore-spec');
  const file = join(directory.path, 'events.db');
  afterAll(() => directory.remove());

  it('runs at FULL, also when the file is opened again', () => {
    for (let time = 0; time < 2; time += 1) {
      const db = openDatabase(file);
      expect(db.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
      expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
      db.close();
    }
  });

  it.each(['off', 'normal'] as const)('refuses synchronous=%s', (mode) => {
    expect(() => openDatabase(file, mode)).toThrow(RefusedToStart);
    expect(() => openDatabase(file, mode)).toThrow(`synchronous is ${mode.toUpperCase()}`);
  });

  it('refuses a journal that is no write-ahead log', () => {
    const db = new DatabaseSync(join(directory.path, 'other.db'));
    expect(() => assertDurable(db)).toThrow('journal_mode is delete');
    db.close();
  });

  it('refuses a file of a newer program', () => {
    const newer = join(directory.path, 'newer.db');
    const db = new DatabaseSync(newer);
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(() => openDatabase(newer)).toThrow('version 99');
  });
});
