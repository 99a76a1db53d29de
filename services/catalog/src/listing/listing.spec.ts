import type { EventMeta } from '@lastmile/eventsourcing';
import { spec } from '@lastmile/eventsourcing/testing';
import { listingDecider } from './listing.decider.js';
import type { ListingCommand } from './listing.decider.js';
import type { ListingDescription, ListingEvent } from './listing.events.js';
import { listingToPublic } from './listing.public.js';

const now = '2030-05-20T10:00:00.000Z';
const organisationId = 'university-1';
const owned = { organisationId, now };

const described = (part: Partial<ListingDescription> = {}): ListingDescription => ({
  title: 'Silver paste',
  abstract: 'Joins at 180 °C.',
  keywords: [],
  indicators: [],
  modes: ['LICENCE'],
  owners: [],
  advantage: '',
  licences: [],
  secrecy: 'PUBLIC',
  excludedOrganisationIds: [],
  ...part,
});

type Whole = Extract<ListingEvent, { content: ListingDescription }>['type'];
const event = (type: Whole, part: Partial<ListingDescription> = {}): ListingEvent => ({
  type,
  organisationId,
  content: described(part),
});
const drafted = event('ListingDrafted');
const published = event('ListingPublished');
const withdrawn: ListingEvent = { type: 'ListingWithdrawn', organisationId, title: 'Silver paste', reason: 'Sold' };
const contracted: ListingEvent = { type: 'ListingContracted', organisationId, title: 'Silver paste', contractId: 'c-1' };

const isDraft = [drafted];
const isPublished = [drafted, published];
const isWithdrawn = [...isPublished, withdrawn];
const isContracted = [...isPublished, contracted];

const draft = (part: Partial<ListingDescription> = {}): ListingCommand => ({
  type: 'DraftListing',
  content: described(part),
  ...owned,
});
const take = (part: Partial<ListingDescription> = {}): ListingCommand => ({
  type: 'ImportListing',
  content: described(part),
  ...owned,
});
const revise = (patch: Partial<ListingDescription>): ListingCommand => ({ type: 'ReviseListing', patch, ...owned });
const publish: ListingCommand = { type: 'PublishListing', ...owned };
const renew = (validUntil: string): ListingCommand => ({ type: 'RenewListing', validUntil, ...owned });
const withdraw: ListingCommand = { type: 'WithdrawListing', reason: 'Sold', ...owned };
const conclude = (kind: 'ASSIGNMENT' | 'LICENCE' | 'SERVICE', licenceMode?: 'EXCLUSIVE' | 'SOLE'): ListingCommand => ({
  type: 'ConcludeListing',
  contractId: 'c-1',
  kind,
  licenceMode,
});

const listing = spec(listingDecider);
const yesterday = '2030-05-19';
const today = '2030-05-20';
const halves = [
  { name: 'A', kind: 'UNIT' as const, sharePercent: 50 },
  { name: 'B', kind: 'COMPLETER' as const, sharePercent: 49 },
];

describe('drafting', () => {
  it('records what is said', () => listing.given([]).when(draft()).then([drafted]));
  it('needs no text yet', () =>
    listing
      .given([])
      .when(draft({ abstract: '' }))
      .then([event('ListingDrafted', { abstract: '' })]));
  it('refuses an id that is in use', () => listing.given(isDraft).when(draft()).thenRejects('REVISION_CONFLICT'));
  it('refuses an id that others use', () =>
    listing
      .given(isDraft)
      .when({ ...draft(), organisationId: 'university-2' } as ListingCommand)
      .thenRejects('NOT_ALLOWED'));
  it('refuses shares that are not the whole', () =>
    listing
      .given([])
      .when(draft({ owners: halves }))
      .thenRejects('ACHIEVEMENT_SHARES_NOT_100'));
  it('refuses a validity that is over', () =>
    listing
      .given([])
      .when(draft({ validUntil: yesterday }))
      .thenRejects('VALIDITY_IN_THE_PAST'));
  it('takes a validity that ends today', () =>
    listing
      .given([])
      .when(draft({ validUntil: today }))
      .then([event('ListingDrafted', { validUntil: today })]));
});

describe('revising', () => {
  it('changes a draft in private', () =>
    listing
      .given(isDraft)
      .when(revise({ title: 'Paste' }))
      .then([event('ListingDraftRevised', { title: 'Paste' })]));
  it('changes a published listing in public', () =>
    listing
      .given(isPublished)
      .when(revise({ priceInFen: 5 }))
      .then([event('ListingRevised', { priceInFen: 5 })]));
  it('keeps what the patch does not name', () =>
    listing
      .given([event('ListingDrafted', { region: '110108' })])
      .when(revise({ title: 'Paste' }))
      .then([event('ListingDraftRevised', { region: '110108', title: 'Paste' })]));
  it('does nothing when nothing differs', () =>
    listing
      .given(isPublished)
      .when(revise({ modes: ['LICENCE'] }))
      .thenNothing());
  it('refuses to empty a published listing', () =>
    listing
      .given(isPublished)
      .when(revise({ abstract: '' }))
      .thenRejects('LISTING_NOT_PUBLISHABLE'));
  it('lets a draft be empty', () =>
    listing
      .given(isDraft)
      .when(revise({ abstract: '' }))
      .then([event('ListingDraftRevised', { abstract: '' })]));
  it('refuses a new validity that is over', () =>
    listing
      .given(isPublished)
      .when(revise({ validUntil: yesterday }))
      .thenRejects('VALIDITY_IN_THE_PAST'));
  it('does not hold an old validity against another change', () =>
    listing
      .given([event('ListingDrafted', { validUntil: yesterday })])
      .when(revise({ title: 'Paste' }))
      .then([event('ListingDraftRevised', { validUntil: yesterday, title: 'Paste' })]));
  it('refuses shares that are not the whole', () =>
    listing
      .given(isDraft)
      .when(revise({ owners: halves }))
      .thenRejects('ACHIEVEMENT_SHARES_NOT_100'));
  it('refuses when withdrawn', () =>
    listing
      .given(isWithdrawn)
      .when(revise({ title: 'Paste' }))
      .thenRejects('LISTING_CLOSED'));
  it('refuses when contracted', () =>
    listing
      .given(isContracted)
      .when(revise({ title: 'Paste' }))
      .thenRejects('LISTING_CLOSED'));
  it('refuses when there is none', () =>
    listing
      .given([])
      .when(revise({ title: 'Paste' }))
      .thenRejects('NOT_FOUND'));
});

describe('publishing', () => {
  it('makes a draft public, whole', () => listing.given(isDraft).when(publish).then([published]));
  it('takes indicators for a text', () => {
    const figures = {
      abstract: '',
      indicators: [{ name: 'temperature', operator: 'LE' as const, value: 180, unit: '°C' }],
    };
    listing
      .given([event('ListingDrafted', figures)])
      .when(publish)
      .then([event('ListingPublished', figures)]);
  });
  it('refuses a title alone', () =>
    listing
      .given([event('ListingDrafted', { abstract: '' })])
      .when(publish)
      .thenRejects('LISTING_NOT_PUBLISHABLE'));
  it('refuses when the validity ran out meanwhile', () =>
    listing
      .given([event('ListingDrafted', { validUntil: yesterday })])
      .when(publish)
      .thenRejects('VALIDITY_IN_THE_PAST'));
  it('asked twice, answered once', () => listing.given(isPublished).when(publish).thenNothing());
  it('refuses when withdrawn', () => listing.given(isWithdrawn).when(publish).thenRejects('LISTING_CLOSED'));
  it('refuses when there is none', () => listing.given([]).when(publish).thenRejects('NOT_FOUND'));
});

describe('what is classified', () => {
  const isClassified = { secrecy: 'CLASSIFIED' as const };
  const takenBack: ListingEvent = { type: 'ListingWithdrawn', organisationId, title: 'Silver paste', reason: 'CLASSIFIED' };
  it('may be a draft', () =>
    listing
      .given([])
      .when(draft(isClassified))
      .then([event('ListingDrafted', isClassified)]));
  it('is not published', () =>
    listing
      .given([event('ListingDrafted', isClassified)])
      .when(publish)
      .thenRejects('CLASSIFIED_NOT_PUBLISHABLE'));
  it.each([[[]], [isDraft], [isPublished]])('is not imported, whatever was there before', (before) =>
    listing.given(before).when(take(isClassified)).thenRejects('CLASSIFIED_NOT_PUBLISHABLE'),
  );
  it('is taken back at once when it is public already', () =>
    listing
      .given(isPublished)
      .when(revise(isClassified))
      .then([event('ListingRevised', isClassified), takenBack]));
  it('keeps a draft a draft', () =>
    listing
      .given(isDraft)
      .when(revise(isClassified))
      .then([event('ListingDraftRevised', isClassified)]));
  it('never comes back', () =>
    listing
      .given([...isPublished, event('ListingRevised', isClassified), takenBack])
      .when(revise({ secrecy: 'PUBLIC' }))
      .thenRejects('LISTING_CLOSED'));
  it('leaves in public no more than that it is', () => {
    const meta = { id: '1', revision: 3 } as EventMeta;
    const told = listingToPublic(event('ListingRevised', { ...isClassified, keywords: ['seeker'] }), meta);
    expect(told?.body).toMatchObject({ revision: 3, content: { title: 'Silver paste', secrecy: 'CLASSIFIED', keywords: [] } });
    expect(JSON.stringify(told)).not.toMatch(/Joins|warp|seeker/);
  });
});

describe('renewing', () => {
  it('moves the end of the validity', () =>
    listing
      .given(isPublished)
      .when(renew(today))
      .then([event('ListingRenewed', { validUntil: today })]));
  it('does nothing when the end is the same', () =>
    listing
      .given([event('ListingPublished', { validUntil: today })])
      .when(renew(today))
      .thenNothing());
  it('refuses an end in the past', () => listing.given(isPublished).when(renew(yesterday)).thenRejects('VALIDITY_IN_THE_PAST'));
  it('refuses a draft', () => listing.given(isDraft).when(renew(today)).thenRejects('LISTING_NOT_OPEN'));
  it('refuses when contracted', () => listing.given(isContracted).when(renew(today)).thenRejects('LISTING_CLOSED'));
});

describe('withdrawing', () => {
  it('closes with the reason', () => listing.given(isPublished).when(withdraw).then([withdrawn]));
  it('refuses a draft', () => listing.given(isDraft).when(withdraw).thenRejects('LISTING_NOT_OPEN'));
  it('refuses a second time', () => listing.given(isWithdrawn).when(withdraw).thenRejects('LISTING_CLOSED'));
  it('refuses when contracted', () => listing.given(isContracted).when(withdraw).thenRejects('LISTING_CLOSED'));
});

describe('importing', () => {
  it('drafts and publishes what is new', () => listing.given([]).when(take()).then([drafted, published]));
  it('does nothing the second time', () => listing.given(isPublished).when(take()).thenNothing());
  it('compares contents, not the order of their keys', () => {
    const { title, ...rest } = described();
    listing
      .given(isPublished)
      .when({ type: 'ImportListing', ...owned, content: { ...rest, title } })
      .thenNothing();
  });
  it('revises what differs', () =>
    listing
      .given(isPublished)
      .when(take({ title: 'Paste' }))
      .then([event('ListingRevised', { title: 'Paste' })]));
  it('publishes a draft of the same content', () => listing.given(isDraft).when(take()).then([published]));
  it('revises a draft, then publishes it', () =>
    listing
      .given(isDraft)
      .when(take({ title: 'Paste' }))
      .then([event('ListingDraftRevised', { title: 'Paste' }), event('ListingPublished', { title: 'Paste' })]));
  it('takes a title alone, as many catalogues have it', () =>
    listing
      .given([])
      .when(take({ abstract: '' }))
      .then([event('ListingDrafted', { abstract: '' }), event('ListingPublished', { abstract: '' })]));
  it('does not bring a withdrawn listing back', () => listing.given(isWithdrawn).when(take()).thenRejects('LISTING_CLOSED'));
});

describe('a concluded contract', () => {
  it('closes on an assignment', () => listing.given(isPublished).when(conclude('ASSIGNMENT')).then([contracted]));
  it('closes on an exclusive licence', () =>
    listing.given(isPublished).when(conclude('LICENCE', 'EXCLUSIVE')).then([contracted]));
  it('leaves open on another licence', () => listing.given(isPublished).when(conclude('LICENCE', 'SOLE')).thenNothing());
  it('leaves open on a service', () => listing.given(isPublished).when(conclude('SERVICE')).thenNothing());
  it('has no second effect', () => listing.given(isContracted).when(conclude('ASSIGNMENT')).thenNothing());
  it('leaves a withdrawn listing withdrawn', () => listing.given(isWithdrawn).when(conclude('ASSIGNMENT')).thenNothing());
  it('leaves a draft alone', () => listing.given(isDraft).when(conclude('ASSIGNMENT')).thenNothing());
  it('ignores a listing it does not know', () => listing.given([]).when(conclude('ASSIGNMENT')).thenNothing());
});

describe('strangers', () => {
  const commands: ListingCommand[] = [take(), revise({ title: 'Mine' }), publish, renew(today), withdraw];
  const asStranger = (command: ListingCommand) => ({ ...command, organisationId: 'university-2' }) as ListingCommand;
  it.each(commands)('may not $type', (command) => {
    listing.given(isPublished).when(asStranger(command)).thenRejects('NOT_ALLOWED');
    listing.given(isWithdrawn).when(asStranger(command)).thenRejects('NOT_ALLOWED');
  });
  it.each(commands)('learn nothing of a draft by $type', (command) => {
    listing.given(isDraft).when(asStranger(command)).thenRejects('NOT_FOUND');
  });
});
