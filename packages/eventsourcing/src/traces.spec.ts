import assert from 'node:assert/strict';
import { openDocuments } from '@lastmile/documents';
import { withSpan } from '@lastmile/telemetry';
import { eventually } from '@lastmile/testing';
import { contextWith } from '../test/command-context.fixture.js';
import { inMemoryBroker } from '../test/in-memory-broker.js';
import { listingCards } from '../test/listing-card.fixture.js';
import { listingDecider, listingEvents } from '../test/listing.fixture.js';
import { recordingTracer } from '../test/recording-tracer.js';
import type { RecordedSpan } from '../test/recording-tracer.js';
import { testLog } from '../test/test-log.js';
import { commandHandler } from './command-handler.js';
import type { Follower } from './follower.js';
import { inMemoryEventStore } from './in-memory-event-store.js';
import { publication } from './publication.js';
import { runProjection } from './run-projection.js';
import { runPublisher } from './run-publisher.js';

const draft = { type: 'DraftListing', organisationId: 'u1', title: 'Alloy' } as const;

describe('traces', () => {
  const tracer = recordingTracer();
  let followers: Follower[] = [];
  beforeEach(() => {
    tracer.spans.length = 0;
    followers = [];
  });
  afterEach(() => Promise.all(followers.map((follower) => follower.stop())));
  afterAll(() => tracer.stop());

  const spanNamed = (name: string): RecordedSpan => {
    const span = tracer.spans.find((candidate) => candidate.name === name);
    assert.ok(span, `no span ${name} among ${tracer.spans.map((candidate) => candidate.name).join(', ')}`);
    return span;
  };

  const setup = async () => {
    const store = inMemoryEventStore();
    const documents = await openDocuments('sqlite::memory:');
    const broker = inMemoryBroker();
    const handle = commandHandler({ store, category: 'listing', decider: listingDecider, codec: listingEvents });
    const shared = { store, logger: testLog() };
    const toPublic = () => ({ subject: 'catalog.event.listing-changed.v1', body: {} });
    const publications = [publication({ category: 'listing', codec: listingEvents, toPublic })];
    const project = () => runProjection({ ...shared, documents, projection: listingCards, codec: listingEvents });
    const publish = () => runPublisher({ ...shared, name: 'catalog', publications, port: broker.port() });
    return { documents, broker, handle, project, publish };
  };

  it('go on from the command into the read model and out with the message', async () => {
    const { documents, broker, handle, project, publish } = await setup();
    followers = [project(), publish()];
    await Promise.all(followers.map((follower) => follower.ready));
    await withSpan('click', {}, () => handle('1', draft, contextWith('a')));
    await eventually(() => spanNamed('project listing-cards'));
    await eventually(() => assert.equal(broker.held.length, 1));
    const [click, command, projected] = ['click', 'command DraftListing', 'project listing-cards'].map(spanNamed);
    assert.equal(command?.parent?.spanId, click?.context.spanId);
    assert.equal(projected?.parent?.spanId, command?.context.spanId);
    assert.equal(projected?.context.traceId, click?.context.traceId);
    const traceparent = `00-${click?.context.traceId}-${command?.context.spanId}-01`;
    assert.equal(broker.held[0]?.headers['traceparent'], traceparent);
    await Promise.all(followers.map((follower) => follower.stop()));
    await documents.close();
  });

  it('are linked from a batch of the past', async () => {
    const { documents, handle, project } = await setup();
    await handle('1', draft, contextWith('a'));
    await handle('2', draft, contextWith('b'));
    const commands = tracer.spans.map((span) => span.context.traceId);
    const follower = project();
    followers = [follower];
    await follower.ready;
    const batch = spanNamed('project listing-cards');
    assert.deepStrictEqual(
      batch.links.map((link) => link.context.traceId),
      commands,
    );
    assert.equal(batch.parent, undefined);
    await follower.stop();
    await documents.close();
  });
});
