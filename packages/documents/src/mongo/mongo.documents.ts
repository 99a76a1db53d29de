import { MongoClient } from 'mongodb';
import type { ClientSession, Db } from 'mongodb';
import { documentsOver } from '../documents.js';
import type { Entry, Store } from '../store.js';
import type { Checkpoint, Document, Documents } from '../types.js';
import { within } from './mongo.deadline.js';
import { isLostRace, isRepeatable, portError } from './mongo.errors.js';
import { createCollection, dropCollection } from './mongo.schema.js';
import { LIVE, findFilter, sortOf, whereFilter } from './mongo.terms.js';
import type { Stored } from './mongo.terms.js';
import { CHECKPOINTS, applyEntries, writeEntry } from './mongo.writes.js';

interface Connection {
  client: MongoClient;
  db: Db;
  deadlineMs: number;
  hasTransactions: boolean;
}

/** A driver's call with the deadline and the errors of the port. */
const call = async <T>(deadlineMs: number, name: string, work: (endsAt: number) => Promise<T>): Promise<T> => {
  try {
    return await within(deadlineMs, work);
  } catch (error) {
    throw portError(error, name);
  }
};

const documentsIn = (rows: readonly Pick<Stored, 'document'>[]): Document[] => rows.flatMap(({ document }) => document ?? []);

const inTransaction = async (session: ClientSession, work: () => Promise<void>): Promise<void> => {
  session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } });
  try {
    await work();
    await session.commitTransaction();
  } catch (error) {
    if (session.inTransaction()) await session.abortTransaction();
    throw error;
  }
};

const applyOnce = async (connection: Connection, entries: readonly Entry[], checkpoint?: Checkpoint): Promise<void> => {
  const { client, db, hasTransactions } = connection;
  if (!hasTransactions) return applyEntries(db, { entries, checkpoint });
  const session = client.startSession();
  try {
    await inTransaction(session, () => applyEntries(db, { entries, checkpoint, session }));
  } finally {
    await session.endSession();
  }
};

/** Every write is guarded, so what another writer disturbed is done again from the start until the deadline. */
const applyAgain = async (endsAt: number, once: () => Promise<void>): Promise<void> => {
  for (;;) {
    try {
      return await once();
    } catch (error) {
      if (!(isLostRace(error) || isRepeatable(error)) || performance.now() >= endsAt) throw error;
    }
  }
};

const storeOn = (connection: Connection): Store => {
  const { client, db, deadlineMs: ms } = connection;
  const rows = (name: string) => db.collection<Stored>(name);
  const reading = { projection: { document: 1, _id: 0 }, maxTimeMS: ms };
  return {
    ensure: (shape, fingerprint) => call(ms, shape.name, () => createCollection(db, shape, fingerprint)),
    read: (shape, ids) =>
      call(ms, shape.name, async () => {
        const wanted = { _id: ids.length === 1 ? { $eq: ids[0] } : { $in: ids }, ...LIVE };
        return documentsIn(await rows(shape.name).find(wanted, reading).toArray());
      }),
    find: (shape, plan) =>
      call(ms, shape.name, async () => {
        const cursor = rows(shape.name).find(findFilter(plan), reading).sort(sortOf(plan));
        return documentsIn(await cursor.limit(plan.limit + 1).toArray());
      }),
    count: (shape, clauses) =>
      call(ms, shape.name, () => rows(shape.name).countDocuments(whereFilter(clauses), { maxTimeMS: ms })),
    write: (entry) => call(ms, entry.shape.name, () => writeEntry(rows(entry.shape.name), entry)),
    apply: (entries, checkpoint) =>
      call(ms, [...new Set(entries.map(({ shape }) => shape.name))].join(', '), (endsAt) =>
        applyAgain(endsAt, () => applyOnce(connection, entries, checkpoint)),
      ),
    faults: async () => [], // MongoDB keeps no copy of a document's values beside it
    drop: (name) => call(ms, name, () => dropCollection(db, name)),
    checkpoint: (name) => call(ms, CHECKPOINTS, async () => (await rows(CHECKPOINTS).findOne({ _id: name }))?.revision),
    dropCheckpoint: (name) => call(ms, CHECKPOINTS, async () => void (await rows(CHECKPOINTS).deleteOne({ _id: name }))),
    ping: () => call(ms, 'ping', async () => void (await db.command({ ping: 1 }))),
    close: () => client.close(),
  };
};

/** Connects to the database that the URL names. Rejects with `DocumentsUnavailable` when no server answers within the deadline. */
export const openMongo = async (url: string, deadlineMs: number): Promise<Documents> => {
  const client = new MongoClient(url, {
    serverSelectionTimeoutMS: deadlineMs,
    connectTimeoutMS: deadlineMs,
    socketTimeoutMS: deadlineMs,
    waitQueueTimeoutMS: deadlineMs,
  });
  try {
    const hello = await call(deadlineMs, 'hello', async () => (await client.connect()).db().command({ hello: 1 }));
    const hasTransactions = typeof hello.setName === 'string' || hello.msg === 'isdbgrid';
    return documentsOver(storeOn({ client, db: client.db(), deadlineMs, hasTransactions }));
  } catch (error) {
    await client.close();
    throw error;
  }
};
