import { projectionSpec } from '@lastmile/eventsourcing/testing';
import type { AchievementEvent } from '../achievement/achievement.events.js';
import type { DemandEvent } from '../demand/demand.events.js';
import type { ListingEvent } from '../listing/listing.events.js';
import { achievementDetails } from './achievement-details.projection.js';
import { demandDetails } from './demand-details.projection.js';
import { listingDetails } from './listing-details.projection.js';
import { isVisible, listedFor } from './pages.js';

const first = '2030-01-01T00:00:00.000Z';
const second = '2030-01-02T00:00:00.000Z';
const third = '2030-01-03T00:00:00.000Z';
const at = <Event>(event: Event, instant: string) => ({ event, meta: { at: instant } });

const guarded = { secrecy: 'PUBLIC' as const, excludedOrganisationIds: ['enterprise-9'] };
const listing = {
  ...{ abstract: 'Joins.', advantage: 'Cooler.', keywords: [], indicators: [], modes: [], owners: [] },
  licences: [{ mode: 'SOLE' as const, region: '110000' }],
  ...guarded,
};
const ofListing = (
  type: 'ListingDrafted' | 'ListingPublished' | 'ListingRevised' | 'ListingRenewed',
  title: string,
): ListingEvent => ({
  type,
  organisationId: 'university-1',
  content: { title, ...listing, priceInFen: 150 },
});
const listed = { organisationId: 'university-1', ...listing, price: { amount: '1.50', currency: 'CNY' as const } };

const demand = {
  ...{ content: 'Must not warp.', keywords: [], indicators: [], modes: [], confidentiality: 'PUBLIC' as const },
  ...{ readinessLevel: 6, licence: 'SOLE' as const, enterpriseSize: 'SMALL' as const },
  ...guarded,
};
const ofDemand = (type: 'DemandDrafted' | 'DemandPublished', title: string): DemandEvent => ({
  type,
  organisationId: 'enterprise-1',
  content: { title, ...demand, budgetInFen: { max: 200 } },
});

describe('listing details', () => {
  const drafted = at(ofListing('ListingDrafted', 'Paste'), first);
  const published = at(ofListing('ListingPublished', 'Paste'), second);
  const dates = { createdAt: first, updatedAt: second, listedAt: second };

  it('show a draft from its making on', () =>
    projectionSpec(listingDetails)
      .given([drafted])
      .then({ ...listed, title: 'Paste', status: 'DRAFT', createdAt: first, updatedAt: first, listedAt: first }));
  it('list a published one by its publishing', () =>
    projectionSpec(listingDetails)
      .given([drafted, published])
      .then({ ...listed, title: 'Paste', status: 'PUBLISHED', ...dates }));
  it.each(['ListingRevised', 'ListingRenewed'] as const)('keep its place when %s', (type) =>
    projectionSpec(listingDetails)
      .given([drafted, published, at(ofListing(type, 'Silver paste'), third)])
      .then({ ...listed, title: 'Silver paste', status: 'PUBLISHED', ...dates, updatedAt: third }),
  );
  it('keep its content when it is withdrawn', () => {
    const withdrawn: ListingEvent = { type: 'ListingWithdrawn', organisationId: 'university-1', title: 'Paste', reason: 'Sold' };
    projectionSpec(listingDetails)
      .given([drafted, published, at(withdrawn, third)])
      .then({ ...listed, title: 'Paste', status: 'WITHDRAWN', ...dates, updatedAt: third });
  });
  it('drop what a revision leaves out', () => {
    const plain: ListingEvent = {
      type: 'ListingRevised',
      organisationId: 'university-1',
      content: { title: 'Paste', ...listing },
    };
    const { price: _, ...rest } = listed;
    projectionSpec(listingDetails)
      .given([drafted, published, at(plain, third)])
      .then({ ...rest, title: 'Paste', status: 'PUBLISHED', ...dates, updatedAt: third });
  });
});

describe('demand details', () => {
  it('show the budget in the published language and the contract', () => {
    const contracted: DemandEvent = {
      type: 'DemandContracted',
      organisationId: 'enterprise-1',
      title: 'Paste',
      contractId: 'c-1',
    };
    const asked = { organisationId: 'enterprise-1', ...demand, budget: { max: { amount: '2.00', currency: 'CNY' as const } } };
    projectionSpec(demandDetails)
      .given([
        at(ofDemand('DemandDrafted', 'Paste'), first),
        at(ofDemand('DemandPublished', 'Paste'), second),
        at(contracted, third),
      ])
      .then({ ...asked, title: 'Paste', status: 'CONTRACTED', createdAt: first, updatedAt: third, listedAt: second });
  });
});

describe('achievement details', () => {
  it('show what was disclosed', () => {
    const content = { title: 'Paste', abstract: 'Joins.', kind: 'PATENT' as const, owners: [], isServiceAchievement: true };
    const disclosed: AchievementEvent = { type: 'AchievementDisclosed', organisationId: 'university-1', content };
    projectionSpec(achievementDetails)
      .given([at(disclosed, first)])
      .then({ ...content, organisationId: 'university-1', status: 'DISCLOSED', createdAt: first, updatedAt: first });
  });
});

describe('a record', () => {
  const reader = (organisationId: string) => ({ organisationId, role: 'university' as const, subjectId: 'u' });
  const record = { organisationId: 'university-1', status: 'PUBLISHED' as const, secrecy: 'PUBLIC' as const };
  it.each([
    [{}, true],
    [{ status: 'WITHDRAWN' as const }, true],
    [{ status: 'DRAFT' as const }, false],
    [{ status: 'WITHDRAWN' as const, secrecy: 'CLASSIFIED' as const }, false],
  ])('with %j is there for strangers: %s', (part, isThere) => {
    expect(isVisible({ ...record, ...part }, reader('university-2'))).toBe(isThere);
    expect(isVisible({ ...record, ...part }, reader('university-1'))).toBe(true);
  });
});

describe('lists', () => {
  const actor = { organisationId: 'university-1', role: 'university' as const, subjectId: 'u' };
  it.each([
    [{}, { secrecy: 'PUBLIC', status: 'PUBLISHED' }],
    [{ field: 'NUCLEAR' as const }, { secrecy: 'PUBLIC', status: 'PUBLISHED', field: 'NUCLEAR' }],
    [{ status: 'WITHDRAWN' as const }, { secrecy: 'PUBLIC', status: 'WITHDRAWN' }],
    [{ mine: true }, { organisationId: 'university-1' }],
    [
      { mine: true, status: 'DRAFT' as const },
      { organisationId: 'university-1', status: 'DRAFT' },
    ],
    [{ status: 'DRAFT' as const }, { organisationId: 'university-1', status: 'DRAFT' }],
  ])('asked for %j hold %j', (query, where) => expect(listedFor({ limit: 20, ...query }, actor)).toEqual(where));
});
