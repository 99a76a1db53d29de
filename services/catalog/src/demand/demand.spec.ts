import type { EventMeta } from '@lastmile/eventsourcing';
import { spec } from '@lastmile/eventsourcing/testing';
import { demandDecider } from './demand.decider.js';
import type { DemandCommand } from './demand.decider.js';
import type { DemandDescription, DemandEvent } from './demand.events.js';
import { demandToPublic } from './demand.public.js';

const now = '2030-05-20T10:00:00.000Z';
const organisationId = 'enterprise-1';
const owned = { organisationId, now };

const described = (part: Partial<DemandDescription> = {}): DemandDescription => ({
  title: 'Joining paste',
  content: 'Must not warp the substrate.',
  keywords: [],
  indicators: [],
  modes: ['LICENCE'],
  confidentiality: 'PUBLIC',
  secrecy: 'PUBLIC',
  excludedOrganisationIds: [],
  ...part,
});

type Whole = Extract<DemandEvent, { content: DemandDescription }>['type'];
const event = (type: Whole, part: Partial<DemandDescription> = {}): DemandEvent => ({
  type,
  organisationId,
  content: described(part),
});
const drafted = event('DemandDrafted');
const published = event('DemandPublished');
const withdrawn: DemandEvent = { type: 'DemandWithdrawn', organisationId, title: 'Joining paste', reason: 'Solved' };
const contracted: DemandEvent = { type: 'DemandContracted', organisationId, title: 'Joining paste', contractId: 'c-1' };

const isDraft = [drafted];
const isPublished = [drafted, published];
const isWithdrawn = [...isPublished, withdrawn];
const isContracted = [...isPublished, contracted];

const draft = (part: Partial<DemandDescription> = {}): DemandCommand => ({
  type: 'DraftDemand',
  content: described(part),
  ...owned,
});
const take = (part: Partial<DemandDescription> = {}): DemandCommand => ({
  type: 'ImportDemand',
  content: described(part),
  ...owned,
});
const revise = (patch: Partial<DemandDescription>): DemandCommand => ({ type: 'ReviseDemand', patch, ...owned });
const publish: DemandCommand = { type: 'PublishDemand', ...owned };
const renew = (validUntil: string): DemandCommand => ({ type: 'RenewDemand', validUntil, ...owned });
const withdraw: DemandCommand = { type: 'WithdrawDemand', reason: 'Solved', ...owned };
const conclude: DemandCommand = { type: 'ConcludeDemand', contractId: 'c-1' };

const demand = spec(demandDecider);
const yesterday = '2030-05-19';
const today = '2030-05-20';
const upsideDown = { budgetInFen: { min: 200, max: 100 } };

describe('drafting', () => {
  it('records what is asked', () => demand.given([]).when(draft()).then([drafted]));
  it('refuses an id that is in use', () => demand.given(isDraft).when(draft()).thenRejects('REVISION_CONFLICT'));
  it('refuses an id that others use', () =>
    demand
      .given(isDraft)
      .when({ ...draft(), organisationId: 'enterprise-2' } as DemandCommand)
      .thenRejects('NOT_ALLOWED'));
  it('refuses a budget whose least is above its most', () =>
    demand.given([]).when(draft(upsideDown)).thenRejects('BUDGET_RANGE_INVALID'));
  it.each([{ min: 100 }, { max: 100 }, { min: 100, max: 100 }, {}])('takes the budget %j', (budgetInFen) =>
    demand
      .given([])
      .when(draft({ budgetInFen }))
      .then([event('DemandDrafted', { budgetInFen })]),
  );
  it('refuses a validity that is over', () =>
    demand
      .given([])
      .when(draft({ validUntil: yesterday }))
      .thenRejects('VALIDITY_IN_THE_PAST'));
});

describe('revising', () => {
  it('changes a draft in private', () =>
    demand
      .given(isDraft)
      .when(revise({ title: 'Paste' }))
      .then([event('DemandDraftRevised', { title: 'Paste' })]));
  it('changes a published demand in public', () =>
    demand
      .given(isPublished)
      .when(revise({ confidentiality: 'ANONYMOUS' }))
      .then([event('DemandRevised', { confidentiality: 'ANONYMOUS' })]));
  it('does nothing when nothing differs', () =>
    demand
      .given(isPublished)
      .when(revise({ title: 'Joining paste' }))
      .thenNothing());
  it('refuses to empty a published demand', () =>
    demand
      .given(isPublished)
      .when(revise({ content: '' }))
      .thenRejects('DEMAND_NOT_PUBLISHABLE'));
  it('refuses a budget whose least is above its most', () =>
    demand.given(isPublished).when(revise(upsideDown)).thenRejects('BUDGET_RANGE_INVALID'));
  it('refuses a new validity that is over', () =>
    demand
      .given(isPublished)
      .when(revise({ validUntil: yesterday }))
      .thenRejects('VALIDITY_IN_THE_PAST'));
  it('does not hold an old validity against another change', () =>
    demand
      .given([event('DemandDrafted', { validUntil: yesterday })])
      .when(revise({ title: 'Paste' }))
      .then([event('DemandDraftRevised', { validUntil: yesterday, title: 'Paste' })]));
  it('refuses when withdrawn', () =>
    demand
      .given(isWithdrawn)
      .when(revise({ title: 'Paste' }))
      .thenRejects('DEMAND_CLOSED'));
  it('refuses when there is none', () =>
    demand
      .given([])
      .when(revise({ title: 'Paste' }))
      .thenRejects('NOT_FOUND'));
});

describe('publishing', () => {
  it('makes a draft public, whole', () => demand.given(isDraft).when(publish).then([published]));
  it('takes indicators for a text', () => {
    const figures = { content: '', indicators: [{ name: 'temperature', operator: 'LE' as const, value: 200, unit: '°C' }] };
    demand
      .given([event('DemandDrafted', figures)])
      .when(publish)
      .then([event('DemandPublished', figures)]);
  });
  it('refuses a title alone', () =>
    demand
      .given([event('DemandDrafted', { content: '' })])
      .when(publish)
      .thenRejects('DEMAND_NOT_PUBLISHABLE'));
  it('refuses when the validity ran out meanwhile', () =>
    demand
      .given([event('DemandDrafted', { validUntil: yesterday })])
      .when(publish)
      .thenRejects('VALIDITY_IN_THE_PAST'));
  it('asked twice, answered once', () => demand.given(isPublished).when(publish).thenNothing());
  it('refuses when contracted', () => demand.given(isContracted).when(publish).thenRejects('DEMAND_CLOSED'));
});

describe('what is classified', () => {
  const isClassified = { secrecy: 'CLASSIFIED' as const };
  const takenBack: DemandEvent = { type: 'DemandWithdrawn', organisationId, title: 'Joining paste', reason: 'CLASSIFIED' };
  it('may be a draft', () =>
    demand
      .given([])
      .when(draft(isClassified))
      .then([event('DemandDrafted', isClassified)]));
  it('is not published', () =>
    demand
      .given([event('DemandDrafted', isClassified)])
      .when(publish)
      .thenRejects('CLASSIFIED_NOT_PUBLISHABLE'));
  it.each([[[]], [isDraft], [isPublished]])('is not imported, whatever was there before', (before) =>
    demand.given(before).when(take(isClassified)).thenRejects('CLASSIFIED_NOT_PUBLISHABLE'),
  );
  it('is taken back at once when it is public already', () =>
    demand
      .given(isPublished)
      .when(revise(isClassified))
      .then([event('DemandRevised', isClassified), takenBack]));
  it('keeps a draft a draft', () =>
    demand
      .given(isDraft)
      .when(revise(isClassified))
      .then([event('DemandDraftRevised', isClassified)]));
  it('never comes back', () =>
    demand
      .given([...isPublished, event('DemandRevised', isClassified), takenBack])
      .when(revise({ secrecy: 'PUBLIC' }))
      .thenRejects('DEMAND_CLOSED'));
  it('leaves in public no more than that it is', () => {
    const meta = { id: '1', revision: 3 } as EventMeta;
    const told = demandToPublic(event('DemandRevised', { ...isClassified, keywords: ['seeker'] }), meta);
    expect(told?.body).toMatchObject({ revision: 3, content: { title: 'Joining paste', secrecy: 'CLASSIFIED', keywords: [] } });
    expect(JSON.stringify(told)).not.toMatch(/Joins|warp|seeker/);
  });
});

describe('renewing', () => {
  it('moves the end of the validity', () =>
    demand
      .given(isPublished)
      .when(renew(today))
      .then([event('DemandRenewed', { validUntil: today })]));
  it('does nothing when the end is the same', () =>
    demand
      .given([event('DemandPublished', { validUntil: today })])
      .when(renew(today))
      .thenNothing());
  it('refuses an end in the past', () => demand.given(isPublished).when(renew(yesterday)).thenRejects('VALIDITY_IN_THE_PAST'));
  it('refuses a draft', () => demand.given(isDraft).when(renew(today)).thenRejects('DEMAND_NOT_OPEN'));
});

describe('withdrawing', () => {
  it('closes with the reason', () => demand.given(isPublished).when(withdraw).then([withdrawn]));
  it('refuses a draft', () => demand.given(isDraft).when(withdraw).thenRejects('DEMAND_NOT_OPEN'));
  it('refuses a second time', () => demand.given(isWithdrawn).when(withdraw).thenRejects('DEMAND_CLOSED'));
});

describe('importing', () => {
  it('drafts and publishes what is new', () => demand.given([]).when(take()).then([drafted, published]));
  it('does nothing the second time', () => demand.given(isPublished).when(take()).thenNothing());
  it('revises what differs', () =>
    demand
      .given(isPublished)
      .when(take({ title: 'Paste' }))
      .then([event('DemandRevised', { title: 'Paste' })]));
  it('publishes a draft of the same content', () => demand.given(isDraft).when(take()).then([published]));
  it('takes a title alone, as many catalogues have it', () =>
    demand
      .given([])
      .when(take({ content: '' }))
      .then([event('DemandDrafted', { content: '' }), event('DemandPublished', { content: '' })]));
  it('does not bring a withdrawn demand back', () => demand.given(isWithdrawn).when(take()).thenRejects('DEMAND_CLOSED'));
});

describe('a concluded contract', () => {
  it('closes what is open', () => demand.given(isPublished).when(conclude).then([contracted]));
  it('has no second effect', () => demand.given(isContracted).when(conclude).thenNothing());
  it('leaves a withdrawn demand withdrawn', () => demand.given(isWithdrawn).when(conclude).thenNothing());
  it('ignores a demand it does not know', () => demand.given([]).when(conclude).thenNothing());
});

describe('strangers', () => {
  const commands: DemandCommand[] = [take(), revise({ title: 'Mine' }), publish, renew(today), withdraw];
  const asStranger = (command: DemandCommand) => ({ ...command, organisationId: 'enterprise-2' }) as DemandCommand;
  it.each(commands)('may not $type', (command) => demand.given(isPublished).when(asStranger(command)).thenRejects('NOT_ALLOWED'));
  it.each(commands)('learn nothing of a draft by $type', (command) =>
    demand.given(isDraft).when(asStranger(command)).thenRejects('NOT_FOUND'),
  );
});
