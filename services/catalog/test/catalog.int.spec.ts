import { randomUUID } from 'node:crypto';
import { openDocuments } from '@lastmile/documents';
import { kurrentEventStore } from '@lastmile/eventsourcing/runtime';
import { catalogMessages as messages, contractEvents, demandContentSchema, listingContentSchema } from '@lastmile/protocol';
import type { BodyOf, ListingContent } from '@lastmile/protocol';
import { eventually } from '@lastmile/testing';
import type { CatalogApp } from '../src/app.module.js';
import { listingDetails } from '../src/projections/listing-details.projection.js';
import { asker, publicFacts, publishAs, startCatalog, startServers, whenHandled } from './platform.js';
import type { Servers } from './platform.js';

const listing = (part: Partial<ListingContent> = {}): ListingContent =>
  listingContentSchema.parse({ title: 'Silver paste', abstract: 'Joins at 180 °C.', ...part });
const demand = (part: { confidentiality?: 'ANONYMOUS'; sourceId?: string } = {}) =>
  demandContentSchema.parse({ title: 'Joining paste', content: 'Must not warp.', ...part });

describe.each(['sqlite', 'mongodb'] as const)('catalog on %s', (kind) => {
  let servers: Servers;
  let catalog: CatalogApp;

  beforeAll(async () => {
    servers = await startServers(kind);
    catalog = await startCatalog(servers.environment);
  });
  afterAll(async () => {
    await catalog?.close();
    await servers?.stop();
  });

  const as = (organisationId: string) => asker(servers.bus, organisationId);
  const factsOf = async (id: string) =>
    (await publicFacts(servers.bus, 'catalog')).filter(({ body }) => [body['listingId'], body['demandId']].includes(id));
  const publishedListing = async (organisationId = 'university-1', content = listing()) => {
    const id = randomUUID();
    const { revision } = await as(organisationId)(messages.importListing, { id, content });
    return { id, revision };
  };

  it('answers a command, and a question at its revision', async () => {
    const id = randomUUID();
    const ask = as('university-1');
    const drafted = await ask(messages.draftListing, {
      id,
      content: listing({ price: { amount: '12.5', currency: 'CNY' } }),
    });
    expect(drafted).toEqual({ id, revision: 0 });
    const published = await ask(messages.publishListing, { id, expectedRevision: 0 });
    const view = await ask(messages.getListing, { id, atRevision: published.revision });
    expect(view).toMatchObject({
      id,
      revision: 1,
      organisationId: 'university-1',
      status: 'PUBLISHED',
      title: 'Silver paste',
      price: { amount: '12.50', currency: 'CNY' },
    });
    expect(messages.getListing.output.parse(view)).toEqual(view);
  });

  it('publishes the whole to the others, once, under the event id; a draft stays at home', async () => {
    const id = randomUUID();
    const ask = as('university-1');
    await ask(messages.draftListing, { id, content: listing() });
    await ask(messages.reviseListing, { id, content: listing({ title: 'Still private' }) });
    await ask(messages.publishListing, { id });
    await ask(messages.reviseListing, { id, content: listing({ title: 'Public' }) });
    await ask(messages.withdrawListing, { id, reason: 'Sold' });
    const facts = await eventually(async () => {
      const found = await factsOf(id);
      expect(found).toHaveLength(3);
      return found;
    });
    expect(facts.map(({ subject, body }) => [subject, body['revision']])).toEqual([
      ['catalog.event.listing-published.v1', 2],
      ['catalog.event.listing-revised.v1', 3],
      ['catalog.event.listing-withdrawn.v1', 4],
    ]);
    expect(facts[1]?.body).toMatchObject({ organisationId: 'university-1', content: listing({ title: 'Public' }) });
    const store = kurrentEventStore(servers.environment['EVENTSTORE_URL'] ?? '');
    const stored = await store.read(`listing-${id}`).finally(() => store.close());
    expect(facts.map((fact) => fact.id)).toEqual(stored.slice(2).map((event) => event.id));
  });

  it('gives a repeat the first answer and no second effect', async () => {
    const id = randomUUID();
    const ask = as('university-1');
    const key = randomUUID();
    const first = await ask(messages.draftListing, { id, content: listing() }, key);
    await ask(messages.publishListing, { id });
    expect(await ask(messages.draftListing, { id, content: listing() }, key)).toEqual(first);
    const view = await ask(messages.getListing, { id, atRevision: 1 });
    expect(view.revision).toBe(1);
    await expect(ask(messages.draftListing, { id, content: listing({ title: 'Other' }) }, key)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('refuses what the rules refuse', async () => {
    const { id } = await publishedListing();
    const refused = (asked: Promise<unknown>, code: string) => expect(asked).rejects.toMatchObject({ name: 'Rejection', code });
    await refused(as('university-1')(messages.publishListing, { id, expectedRevision: 7 }), 'REVISION_CONFLICT');
    await refused(as('university-2')(messages.withdrawListing, { id, reason: 'Mine' }), 'NOT_ALLOWED');
    await refused(as('university-1')(messages.renewListing, { id, validUntil: '2001-01-01' }), 'VALIDITY_IN_THE_PAST');
    await refused(as('university-1')(messages.publishDemand, { id }), 'NOT_FOUND');
    await refused(as('university-1')(messages.listListings, { limit: 20, cursor: 'nonsense' }), 'INVALID_MESSAGE');
    await refused(as('university-1')(messages.getListing, { id, atRevision: 9 }), 'READ_MODEL_BEHIND');
  });

  it('keeps drafts and disclosures from strangers, and the name of who asks anonymously', async () => {
    const [listingId, demandId, achievementId] = [randomUUID(), randomUUID(), randomUUID()];
    const own = as('university-1');
    const stranger = as('university-2');
    await own(messages.draftListing, { id: listingId, content: listing() });
    await own(messages.importDemand, {
      id: demandId,
      content: demand({ confidentiality: 'ANONYMOUS', sourceId: 'enterprise-row-1' }),
    });
    const content = { title: 'Paste', abstract: '', kind: 'PATENT' as const, owners: [], isServiceAchievement: true };
    await own(messages.discloseAchievement, { id: achievementId, content });
    expect((await own(messages.getListing, { id: listingId, atRevision: 0 })).status).toBe('DRAFT');
    expect((await own(messages.getAchievement, { id: achievementId, atRevision: 0 })).title).toBe('Paste');
    expect((await own(messages.listAchievements, { limit: 200 })).items.map(({ id }) => id)).toContain(achievementId);
    await expect(stranger(messages.getListing, { id: listingId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(stranger(messages.getAchievement, { id: achievementId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await stranger(messages.listAchievements, { limit: 200 })).items).toEqual([]);
    expect((await own(messages.getDemand, { id: demandId, atRevision: 1 })).organisationId).toBe('university-1');
    const anonymous = await stranger(messages.getDemand, { id: demandId });
    expect(anonymous.organisationId).toBe('');
    expect(JSON.stringify(anonymous)).not.toMatch(/university-1|enterprise-row-1/);
    const listed = await stranger(messages.listDemands, { limit: 200 });
    expect(listed.items.find(({ id }) => id === demandId)?.organisationId).toBe('');
  });

  it('keeps whom an owner excludes from strangers, and what turned out to be classified', async () => {
    const own = as('university-1');
    const stranger = as('university-2');
    const guarded = { excludedOrganisationIds: ['enterprise-9'], licences: [{ mode: 'SOLE' as const, region: '110000' }] };
    const { id, revision } = await publishedListing('university-1', listing({ ...guarded, advantage: 'Half the heat.' }));
    expect(await own(messages.getListing, { id, atRevision: revision })).toMatchObject(guarded);
    const seen = await stranger(messages.getListing, { id });
    expect(seen).toMatchObject({ advantage: 'Half the heat.', licences: guarded.licences, excludedOrganisationIds: [] });
    const revised = await own(messages.reviseListing, { id, content: { secrecy: 'CLASSIFIED' } });
    expect(revised.revision).toBe(revision + 2);
    expect((await own(messages.getListing, { id, atRevision: revised.revision })).status).toBe('WITHDRAWN');
    await expect(stranger(messages.getListing, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const withdrawn = await stranger(messages.listListings, { limit: 200, status: 'WITHDRAWN' });
    expect(withdrawn.items.map((item) => item.id)).not.toContain(id);
    const facts = await eventually(async () => {
      const found = await factsOf(id);
      expect(found).toHaveLength(3);
      return found;
    });
    expect(facts[0]?.body).toMatchObject({ content: { ...guarded, advantage: 'Half the heat.' } });
    expect(facts[1]?.body).toMatchObject({ content: { secrecy: 'CLASSIFIED', abstract: '', advantage: '' } });
    expect(facts[2]).toMatchObject({ subject: 'catalog.event.listing-withdrawn.v1', body: { reason: 'CLASSIFIED' } });
    const refused = own(messages.importListing, { id: randomUUID(), content: listing({ secrecy: 'CLASSIFIED' }) });
    await expect(refused).rejects.toMatchObject({ code: 'CLASSIFIED_NOT_PUBLISHABLE' });
  });

  it('lists newest first, page by page, and by field', async () => {
    const organisationId = `university-${randomUUID()}`;
    const ids: string[] = [];
    for (const field of ['NUCLEAR', 'AEROSPACE', 'NUCLEAR', 'NUCLEAR'] as const) {
      const { id, revision } = await publishedListing(organisationId, listing({ field }));
      await as(organisationId)(messages.getListing, { id, atRevision: revision });
      ids.unshift(id);
    }
    await as(organisationId)(messages.draftListing, { id: randomUUID(), content: listing() });
    const ask = as(organisationId);
    const mine = { limit: 2, mine: true, status: 'PUBLISHED' as const };
    const first = await ask(messages.listListings, mine);
    const second = await ask(messages.listListings, { ...mine, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeUndefined();
    const nuclear = await as('anybody')(messages.listListings, { limit: 3, field: 'NUCLEAR' });
    expect(nuclear.items.map(({ id }) => id)).toEqual([ids[0], ids[1], ids[3]]);
  });

  it('closes listing and demand when a contract is concluded, once', async () => {
    const { id: listingId } = await publishedListing();
    const demandId = randomUUID();
    await as('enterprise-1')(messages.importDemand, { id: demandId, content: demand() });
    const concluded: BodyOf<typeof contractEvents.contractConcluded> = {
      contractId: randomUUID(),
      revision: 7,
      matchId: randomUUID(),
      listingId,
      demandId,
      title: 'Licence',
      parties: [],
      kind: 'LICENCE',
      licenceMode: 'EXCLUSIVE',
      termsHash: '0'.repeat(64),
      concludedAt: '2030-01-01T00:00:00.000Z',
    };
    await publishAs(servers.bus, 'contract', contractEvents.contractConcluded, concluded);
    await publishAs(servers.bus, 'contract', contractEvents.contractConcluded, concluded);
    await whenHandled(servers.bus, 'CONTRACT_EVENTS', 'catalog_catalog-closes-on-conclusion');
    const ask = as('anybody');
    expect(await ask(messages.getListing, { id: listingId, atRevision: 2 })).toMatchObject({ status: 'CONTRACTED', revision: 2 });
    expect(await ask(messages.getDemand, { id: demandId, atRevision: 2 })).toMatchObject({ status: 'CONTRACTED', revision: 2 });
    await eventually(async () => {
      const facts = [...(await factsOf(listingId)), ...(await factsOf(demandId))];
      expect(facts.map(({ body }) => body['reason']).filter(Boolean)).toEqual(['CONTRACTED', 'CONTRACTED']);
    });
  });

  it('leaves a listing open when it was licensed to one of many', async () => {
    const { id: listingId } = await publishedListing();
    const body = {
      contractId: randomUUID(),
      revision: 7,
      matchId: randomUUID(),
      listingId,
      demandId: randomUUID(),
      title: 'Licence',
      parties: [],
      kind: 'LICENCE' as const,
      licenceMode: 'NON_EXCLUSIVE' as const,
      termsHash: '0'.repeat(64),
      concludedAt: '2030-01-01T00:00:00.000Z',
    };
    await publishAs(servers.bus, 'contract', contractEvents.contractConcluded, body);
    await whenHandled(servers.bus, 'CONTRACT_EVENTS', 'catalog_catalog-closes-on-conclusion');
    const again = await as('university-1')(messages.reviseListing, { id: listingId, content: listing({ title: 'Still open' }) });
    expect(again.revision).toBe(2);
  });

  it('is healthy, and rebuilds what it reads from the events alone', async () => {
    const health = await fetch(`${catalog.url}/health/ready`);
    expect(await health.json()).toMatchObject({ status: 'up' });
    expect(health.status).toBe(200);
    const { id } = await publishedListing();
    const before = await as('university-1')(messages.getListing, { id, atRevision: 1 });
    await catalog.close();
    const documents = await openDocuments(servers.environment['DOCUMENTS_URL'] ?? '');
    await documents.ensure([listingDetails.collection]);
    await documents.collection(listingDetails.collection).delete(id);
    await documents.dropCheckpoint('listing-details.v2');
    await documents.close();
    catalog = await startCatalog(servers.environment);
    expect(await eventually(() => as('university-1')(messages.getListing, { id, atRevision: 1 }))).toEqual(before);
  });
});
