// What the unchanged clients must be able to do. Each scenario gets the client, the API differences and a name of its own.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

const collect = async (events) => {
  const found = [];
  for await (const event of events) found.push(event);
  return found;
};

const take = async (subscription, isLast) => {
  const found = [];
  for await (const resolved of subscription) {
    found.push(resolved);
    if (isLast(resolved, found.length)) break;
  }
  return found;
};

const revisions = (resolved) => resolved.map(({ event }) => Number(event.revision));

const errorOf = async (promise) => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: 'expected an error' });
};

const once = (emitter, name) => new Promise((resolve) => emitter.once(name, resolve));

/** Per-call credentials make the clients choose the plain append. */
const credentials = { username: 'admin', password: 'changeit' };

const test = (api, n, type = 'Tested') => api.jsonEvent({ type, data: { n }, metadata: { actor: `a${n}` } });
const many = (api, count, type) => Array.from({ length: count }, (_, n) => test(api, n, type));

const appends = {
  'appends with no_stream, then with the revision it was given': async ({ client, api, name }) => {
    const first = await client.appendToStream(name, many(api, 2), api.expecting('no_stream'));
    assert.equal(first.success, true);
    assert.equal(first.nextExpectedRevision, 1n);
    const second = await client.appendToStream(name, test(api, 2), api.expecting(first.nextExpectedRevision));
    assert.equal(second.nextExpectedRevision, 2n);
    assert.ok(second.position.commit > first.position.commit + 1n);
    assert.equal(second.position.commit, second.position.prepare);
  },
  'appends with any and with stream_exists': async ({ client, api, name }) => {
    await client.appendToStream(name, test(api, 1), api.expecting('any'));
    const { nextExpectedRevision } = await client.appendToStream(name, test(api, 2), api.expecting('stream_exists'));
    assert.equal(nextExpectedRevision, 1n);
  },
  'counts a stream with nothing but metadata as existing': async ({ client, api, name }) => {
    await client.setStreamMetadata(name, { maxCount: 10 });
    const { nextExpectedRevision } = await client.appendToStream(name, test(api, 1), api.expecting('stream_exists'));
    assert.equal(nextExpectedRevision, 0n);
  },
  'appends nothing where nothing was given': async ({ client, api, name }) => {
    await client.appendToStream(name, test(api, 1));
    const { nextExpectedRevision } = await client.appendToStream(name, [], api.expecting(0n));
    assert.equal(nextExpectedRevision, 0n);
    assert.equal((await collect(client.readStream(name))).length, 1);
  },
  'answers five hundred appends of one tick, without a gap': async ({ client, api, name }) => {
    await Promise.all(many(api, 500).map((event) => client.appendToStream(name, event)));
    assert.deepEqual(revisions(await collect(client.readStream(name))), [...Array(500).keys()]);
  },
  'puts an append of many chunks together': async ({ client, api, name }) => {
    const options = api.expecting('no_stream', { batchAppendSize: 500 });
    const { nextExpectedRevision } = await client.appendToStream(name, many(api, 60), options);
    assert.equal(nextExpectedRevision, 59n);
  },
  'lets one of twenty concurrent writers win': async ({ client, api, name }) => {
    const attempts = many(api, 20).map((event) => client.appendToStream(name, event, api.expecting('no_stream')));
    const outcomes = await Promise.allSettled(attempts);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const { reason } of outcomes.filter(({ status }) => status === 'rejected'))
      assert.equal(reason.type, 'wrong-expected-version');
  },
  'takes an append of several events whole or not at all': async ({ client, api, name }) => {
    await client.appendToStream(name, test(api, 0));
    await errorOf(client.appendToStream(name, many(api, 5), api.expecting('no_stream')));
    assert.equal((await collect(client.readStream(name))).length, 1);
  },
};

const conflicts = Object.fromEntries(
  [
    ['batch append', {}],
    ['plain append', { credentials }],
  ].map(([kind, options]) => [
    `names stream, expectation and truth of a conflict (${kind})`,
    async ({ client, api, name }) => {
      await client.appendToStream(name, many(api, 3), options);
      const cases = [
        [name, 'no_stream', 2n],
        [name, 1n, 2n],
        [name, 7n, 2n],
        [`${name}-missing`, 'stream_exists', 'no_stream'],
        [`${name}-missing`, 4n, 'no_stream'],
      ];
      for (const [stream, expected, actual] of cases) {
        const error = await errorOf(client.appendToStream(stream, test(api, 9), api.expecting(expected, options)));
        assert.ok(error instanceof api.WrongExpectedVersionError);
        assert.deepEqual([error.streamName, api.expectedOf(error), api.actualOf(error)], [stream, expected, actual]);
      }
    },
  ]),
);

const repeats = Object.fromEntries(
  [
    ['batch append', {}],
    ['plain append', { credentials }],
  ].map(([kind, options]) => [
    `answers a repeat with the first answer (${kind})`,
    async ({ client, api, name }) => {
      const events = many(api, 2);
      const first = await client.appendToStream(name, events, api.expecting('no_stream', options));
      await client.appendToStream(name, test(api, 9));
      for (const expected of ['no_stream', 'any', 'stream_exists']) {
        assert.deepEqual(await client.appendToStream(name, events, api.expecting(expected, options)), first);
      }
      assert.equal((await collect(client.readStream(name))).length, 3);
    },
  ]),
);

const limits = {
  'refuses an append that is too large, in both ways of appending': async ({ client, api, name }) => {
    const large = () => api.jsonEvent({ type: 'Large', data: { text: 'x'.repeat(1_100_000) } });
    for (const options of [{}, { credentials }]) {
      const error = await errorOf(client.appendToStream(name, large(), options));
      assert.equal(error.type, 'maximum-append-size-exceeded');
      assert.equal(error.maxAppendSize, 1_048_576);
    }
    assert.equal((await client.appendToStream(name, test(api, 1))).nextExpectedRevision, 0n);
  },
  'takes an append that is nearly too large and reads it back': async ({ client, api, name }) => {
    const text = 'x'.repeat(1_040_000);
    await client.appendToStream(name, api.jsonEvent({ type: 'Large', data: { text } }));
    const [{ event }] = await collect(client.readStream(name));
    assert.equal(event.data.text.length, text.length);
  },
  'answers at the deadline, and has written nothing': async ({ client, api, name }) => {
    const error = await errorOf(client.appendToStream(name, test(api, 1), { deadline: -1_000 }));
    assert.equal(error.type, 'deadline-exceeded');
    assert.equal((await errorOf(collect(client.readStream(name)))).type, 'stream-not-found');
  },
  'refuses writes to $all': async ({ client, api }) => {
    const error = await errorOf(client.appendToStream('$all', test(api, 1)));
    assert.equal(error.type, 'access-denied');
  },
};

const contents = {
  'keeps JSON, bytes, metadata of both kinds, ids, types and times': async ({ client, api, name }) => {
    const id = randomUUID();
    const before = Date.now();
    await client.appendToStream(name, [
      api.jsonEvent({ id, type: '合同签署', data: { text: 'CC ‐ 1830 合同' }, metadata: { actor: '张三' } }),
      api.binaryEvent({ type: 'Bytes', data: Uint8Array.from([0, 255, 7]), metadata: Uint8Array.from([1, 2]) }),
      api.jsonEvent({ type: 'Bare', data: 'only text' }),
    ]);
    const [json, bytes, bare] = (await collect(client.readStream(name))).map(({ event }) => event);
    assert.deepEqual([json.id, json.type, json.isJson], [id, '合同签署', true]);
    assert.deepEqual([json.data, json.metadata], [{ text: 'CC ‐ 1830 合同' }, { actor: '张三' }]);
    // One of the clients cuts the time down to whole seconds.
    assert.ok(json.created.getTime() > before - 1_000 && json.created.getTime() <= Date.now() + 1);
    assert.deepEqual([[...bytes.data], [...bytes.metadata], bytes.isJson], [[0, 255, 7], [1, 2], false]);
    assert.deepEqual([bare.data, bare.metadata], ['only text', undefined]);
  },
  'keeps stream names outside ASCII, in answers and in errors': async ({ client, api, name }) => {
    const stream = `${name}-合同-é`;
    await client.appendToStream(stream, test(api, 1));
    const [{ event }] = await collect(client.readStream(stream));
    assert.equal(event.streamId, stream);
    const error = await errorOf(client.appendToStream(stream, test(api, 1), api.expecting('no_stream')));
    assert.equal(error.streamName, stream);
    await client.tombstoneStream(stream);
    assert.equal((await errorOf(collect(client.readStream(stream)))).type, 'stream-deleted');
  },
};

const reads = {
  'reads a stream both ways, from the revision inclusive': async ({ client, api, name }) => {
    await client.appendToStream(name, many(api, 600));
    const read = async (options) => revisions(await collect(client.readStream(name, options)));
    assert.equal((await read()).length, 600);
    assert.deepEqual(await read({ fromRevision: 597n }), [597, 598, 599]);
    assert.deepEqual(await read({ fromRevision: 2n, maxCount: 2 }), [2, 3]);
    assert.deepEqual(await read({ direction: 'backwards', fromRevision: 'end', maxCount: 2 }), [599, 598]);
    assert.deepEqual(await read({ direction: 'backwards', fromRevision: 1n }), [1, 0]);
    assert.deepEqual(await read({ fromRevision: 900n }), []);
  },
  'says when a stream is not there': async ({ client, name }) => {
    const error = await errorOf(collect(client.readStream(name)));
    assert.ok(error.type === 'stream-not-found');
    assert.equal(error.streamName, name);
  },
  'reads the whole log both ways: inclusive forwards, exclusive backwards': async ({ client, api, name }) => {
    const { position } = await client.appendToStream(name, test(api, 1));
    const { position: last } = await client.appendToStream(name, test(api, 2));
    const own = async (options) =>
      (await collect(client.readAll(options)))
        .filter(({ event }) => event.streamId === name)
        .map(({ event }) => Number(event.revision));
    assert.deepEqual(await own(), [0, 1]);
    assert.deepEqual(await own({ fromPosition: position }), [0, 1]);
    assert.deepEqual(await own({ fromPosition: last }), [1]);
    assert.deepEqual(await own({ direction: 'backwards', fromPosition: 'end' }), [1, 0]);
    assert.deepEqual(await own({ direction: 'backwards', fromPosition: last }), [0]);
    const [first] = await collect(client.readAll({ maxCount: 1 }));
    assert.ok(first.event.type.startsWith('$'));
  },
  'shows links with their targets, and without a target that is gone': async ({ client, api, name }) => {
    const link = (to) => api.binaryEvent({ type: '$>', data: Buffer.from(to) });
    await client.appendToStream(name, many(api, 2));
    await client.appendToStream(`${name}-links`, [link(`1@${name}`), link(`9@${name}`)]);
    const [target, gone] = await collect(client.readStream(`${name}-links`, { resolveLinkTos: true }));
    assert.deepEqual([target.event.streamId, target.event.revision, target.link.streamId], [name, 1n, `${name}-links`]);
    assert.equal(gone.event, undefined);
    assert.equal(gone.link.revision, 1n);
    const [plain] = await collect(client.readStream(`${name}-links`));
    assert.equal(plain.link, undefined);
  },
};

const subscriptions = {
  'follows a stream: catches up, says so, goes on live': async ({ client, api, name }) => {
    await client.appendToStream(name, many(api, 3));
    const subscription = client.subscribeToStream(name);
    subscription.once('caughtUp', () => void client.appendToStream(name, many(api, 2)));
    assert.deepEqual(revisions(await take(subscription, (_, count) => count === 5)), [0, 1, 2, 3, 4]);
  },
  'follows a stream that is not there yet': async ({ client, api, name }) => {
    const subscription = client.subscribeToStream(name);
    subscription.once('caughtUp', () => void client.appendToStream(name, test(api, 1)));
    assert.deepEqual(revisions(await take(subscription, () => true)), [0]);
  },
  'resumes a stream after the revision it is given, and from the end': async ({ client, api, name }) => {
    await client.appendToStream(name, many(api, 4));
    const resumed = client.subscribeToStream(name, { fromRevision: 1n });
    assert.deepEqual(revisions(await take(resumed, (_, count) => count === 2)), [2, 3]);
    const fromEnd = client.subscribeToStream(name, { fromRevision: 'end' });
    fromEnd.once('caughtUp', () => void client.appendToStream(name, test(api, 9)));
    assert.deepEqual(revisions(await take(fromEnd, () => true)), [4]);
  },
  'follows the log by prefix of the stream name, catching up and live': async ({ client, api, name }) => {
    await client.appendToStream(`${name}-a`, many(api, 40));
    await client.appendToStream(`other-${name}`, many(api, 40));
    const filter = api.streamNameFilter({ prefixes: [`${name}-`] });
    const subscription = client.subscribeToAll({ filter });
    subscription.once('caughtUp', () => {
      void client.appendToStream(`other-${name}`, test(api, 1));
      void client.appendToStream(`${name}-b`, test(api, 1, 'Last'));
    });
    const found = await take(subscription, ({ event }) => event.type === 'Last');
    assert.equal(found.length, 41);
    const positions = found.map(({ event }) => event.position.commit);
    assert.deepEqual(
      positions,
      [...positions].sort((a, b) => (a < b ? -1 : 1)),
    );
  },
  'follows the log by type, by prefix and by expression': async ({ client, api, name }) => {
    const type = `Kind${name.replaceAll('-', '')}`;
    await client.appendToStream(name, [test(api, 1, `${type}One`), test(api, 2, 'Else'), test(api, 3, `${type}Two`)]);
    for (const filter of [api.eventTypeFilter({ prefixes: [type] }), api.eventTypeFilter({ regex: `^${type}[A-z]*$` })]) {
      const found = await take(client.subscribeToAll({ filter }), (_, count) => count === 2);
      assert.deepEqual(
        found.map(({ event }) => event.type),
        [`${type}One`, `${type}Two`],
      );
    }
    const withoutSystem = client.subscribeToAll({ filter: api.excludeSystemEvents() });
    const found = await take(withoutSystem, ({ event }) => event.type === `${type}Two`);
    assert.ok(found.every(({ event }) => !event.type.startsWith('$')));
  },
  'refuses an expression it cannot run safely': async ({ client, api }) => {
    const subscription = client.subscribeToAll({ filter: api.streamNameFilter({ regex: '(a+)\\1' }) });
    const error = await errorOf(take(subscription, () => true));
    assert.match(error.message, /does not support/);
  },
  'resumes the log after the position it is given': async ({ client, api, name }) => {
    const { position } = await client.appendToStream(name, test(api, 1));
    const filter = api.streamNameFilter({ prefixes: [name] });
    await client.appendToStream(name, test(api, 2));
    const found = await take(client.subscribeToAll({ fromPosition: position, filter }), () => true);
    assert.deepEqual(revisions(found), [1]);
    const fromEnd = client.subscribeToAll({ fromPosition: 'end', filter });
    fromEnd.once('caughtUp', () => void client.appendToStream(name, test(api, 3)));
    assert.deepEqual(revisions(await take(fromEnd, () => true)), [2]);
  },
  'reports checkpoints by events looked at, matching or not, in catch-up and live': async ({ client, api, name }) => {
    const { position: start } = await client.appendToStream(name, test(api, 0));
    await client.appendToStream(`noise-${name}`, many(api, 100));
    const checkpoints = [];
    const filter = api.streamNameFilter({
      prefixes: [name],
      checkpointInterval: 2,
      checkpointReached: (_, position) => void checkpoints.push(position.commit),
    });
    const subscription = client.subscribeToAll({ fromPosition: start, filter });
    subscription.once('caughtUp', async () => {
      await client.appendToStream(`noise-${name}`, many(api, 100));
      await client.appendToStream(name, test(api, 1));
    });
    const [last] = await take(subscription, () => true);
    // 201 events looked at, one checkpoint every 2 x 32.
    assert.equal(checkpoints.length, 3);
    assert.ok(checkpoints.every((commit) => commit > start.commit && commit < last.event.position.commit));
  },
  'ends a subscription that the reader leaves, and serves on': async ({ client, api, name }) => {
    const subscription = client.subscribeToAll();
    await once(subscription, 'confirmation');
    await subscription.unsubscribe();
    assert.equal((await client.appendToStream(name, test(api, 1))).success, true);
  },
};

const life = {
  'keeps metadata and hides by $maxCount and $tb': async ({ client, api, name }) => {
    assert.equal((await client.getStreamMetadata(name)).metadata, undefined);
    await client.appendToStream(name, many(api, 10));
    await client.setStreamMetadata(name, { maxCount: 3, department: 'sales' });
    assert.deepEqual((await client.getStreamMetadata(name)).metadata, { maxCount: 3, department: 'sales' });
    assert.deepEqual(revisions(await collect(client.readStream(name))), [7, 8, 9]);
    await client.setStreamMetadata(name, { truncateBefore: 9 });
    assert.deepEqual(revisions(await collect(client.readStream(name))), [9]);
    const whole = await collect(client.readAll());
    assert.equal(whole.filter(({ event }) => event.streamId === name).length, 10);
  },
  'deletes a stream, which may start again where it ended': async ({ client, api, name }) => {
    await client.appendToStream(name, many(api, 3));
    const { position } = await client.deleteStream(name, { expectedRevision: 2n });
    assert.ok(position.commit > 0n);
    assert.equal((await errorOf(collect(client.readStream(name)))).type, 'stream-not-found');
    assert.equal(
      (await errorOf(client.appendToStream(name, test(api, 1), api.expecting('stream_exists')))).type,
      'stream-deleted',
    );
    const { nextExpectedRevision } = await client.appendToStream(name, test(api, 3), api.expecting('no_stream'));
    assert.equal(nextExpectedRevision, 3n);
    assert.deepEqual(revisions(await collect(client.readStream(name))), [3]);
  },
  'refuses to delete at another revision, or what was never there': async ({ client, api, name }) => {
    await client.appendToStream(name, many(api, 3));
    for (const remove of ['deleteStream', 'tombstoneStream']) {
      const error = await errorOf(client[remove](name, { expectedRevision: 1n }));
      assert.ok(error instanceof api.WrongExpectedVersionError);
      assert.deepEqual([error.streamName, api.expectedOf(error), api.actualOf(error)], [name, 1n, 2n]);
    }
    assert.equal((await errorOf(client.deleteStream(`${name}-never`))).type, 'wrong-expected-version');
  },
  'buries a stream for ever with a tombstone': async ({ client, api, name }) => {
    await client.appendToStream(name, many(api, 3));
    const subscription = client.subscribeToStream(name);
    const ended = errorOf(take(subscription, () => false));
    await once(subscription, 'caughtUp');
    await client.tombstoneStream(name, { expectedRevision: 2n });
    assert.equal((await ended).type, 'stream-deleted');
    const read = await errorOf(collect(client.readStream(name)));
    assert.deepEqual([read.type, read.streamName], ['stream-deleted', name]);
    for (const options of [{}, { credentials }]) {
      const append = await errorOf(client.appendToStream(name, test(api, 1), options));
      assert.deepEqual([append.type, append.streamName], ['stream-deleted', name]);
    }
    assert.equal((await errorOf(client.deleteStream(name))).type, 'stream-deleted');
    assert.equal((await errorOf(client.setStreamMetadata(name, { maxCount: 1 }))).type, 'stream-deleted');
  },
  'buries a stream that never was': async ({ client, name }) => {
    await client.tombstoneStream(name, { expectedRevision: 'no_stream' });
    assert.equal((await errorOf(collect(client.readStream(name)))).type, 'stream-deleted');
  },
};

const connections = {
  'is found by gossip': async ({ api, url, name }) => {
    const client = api.connect(url.replace('127.0.0.1', twice(url)));
    await client.appendToStream(name, test(api, 1));
    assert.equal((await collect(client.readStream(name))).length, 1);
    await client.dispose();
  },
};

/** A list of two hosts makes a client ask the cluster first. */
const twice = (url) => `127.0.0.1:${new URL(url).port},127.0.0.1`;

export const scenarios = {
  ...appends,
  ...conflicts,
  ...repeats,
  ...limits,
  ...contents,
  ...reads,
  ...subscriptions,
  ...life,
  ...connections,
};
