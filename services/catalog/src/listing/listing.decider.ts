import type { Decider } from '@lastmile/eventsourcing';
import { reject } from '@lastmile/protocol';
import type { BodyOf, contractEvents } from '@lastmile/protocol';
import { requireWholeShares } from '../achievement/achievement.decider.js';
import {
  allows,
  isClassified,
  permit,
  requireNew,
  requireUnclassified,
  requireValidity,
} from '../lifecycle/lifecycle.decider.js';
import type { Lifecycle, Open, Step } from '../lifecycle/lifecycle.decider.js';
import { listingDescriptionSchema } from './listing.events.js';
import type { ListingDescription, ListingEvent } from './listing.events.js';

export type Listing = Lifecycle<ListingDescription>;
type OpenListing = Open<ListingDescription>;

/** The organisation is the actor's; `now` is the instant of the request (ISO, UTC). */
interface Owned {
  organisationId: string;
  now: string;
}
type Conclusion = Pick<BodyOf<typeof contractEvents.contractConcluded>, 'contractId' | 'kind' | 'licenceMode'>;

export type ListingCommand =
  | ({ type: 'DraftListing'; content: ListingDescription } & Owned)
  | ({ type: 'ImportListing'; content: ListingDescription } & Owned)
  | ({ type: 'ReviseListing'; patch: Partial<ListingDescription> } & Owned)
  | ({ type: 'PublishListing' } & Owned)
  | ({ type: 'RenewListing'; validUntil: string } & Owned)
  | ({ type: 'WithdrawListing'; reason: string } & Owned)
  | ({ type: 'ConcludeListing' } & Conclusion);

type CommandOf<Type extends ListingCommand['type']> = Extract<ListingCommand, { type: Type }>;

const openFor = (step: Step, { organisationId }: Owned, listing: Listing): OpenListing =>
  permit(listing, { step, organisationId, codes: { notOpen: 'LISTING_NOT_OPEN', closed: 'LISTING_CLOSED' } });

/** Through the schema, because its order of keys makes two equal descriptions one text. */
const isSame = (one: ListingDescription, other: ListingDescription): boolean =>
  JSON.stringify(listingDescriptionSchema.parse(one)) === JSON.stringify(listingDescriptionSchema.parse(other));

const isWorded = ({ abstract, indicators }: ListingDescription): boolean => abstract !== '' || indicators.length > 0;

/** For who publishes by hand; an import takes catalogues as they are, and many hold titles only. */
const requireWords = (content: ListingDescription): void => {
  if (!isWorded(content)) throw reject('LISTING_NOT_PUBLISHABLE', { missing: ['abstract', 'indicators'] });
};

const draft = ({ organisationId, content, now }: CommandOf<'DraftListing'>, listing: Listing): ListingEvent[] => {
  requireNew(listing, organisationId);
  requireWholeShares(content.owners);
  requireValidity(content.validUntil, now);
  return [{ type: 'ListingDrafted', organisationId, content }];
};

/** A published listing that turns out to be classified is taken back at once. */
const change = (listing: OpenListing, content: ListingDescription, now: string): ListingEvent[] => {
  if (isSame(listing.content, content)) return [];
  requireWholeShares(content.owners);
  if (content.validUntil !== listing.content.validUntil) requireValidity(content.validUntil, now);
  const revised = { organisationId: listing.organisationId, content };
  if (listing.status === 'DRAFT') return [{ type: 'ListingDraftRevised', ...revised }];
  const made: ListingEvent = { type: 'ListingRevised', ...revised };
  if (!isClassified(content)) return [made];
  return [made, { type: 'ListingWithdrawn', organisationId: listing.organisationId, title: content.title, reason: 'CLASSIFIED' }];
};

const publish = ({ status, organisationId, content }: OpenListing, now: string): ListingEvent[] => {
  if (status === 'PUBLISHED') return [];
  requireUnclassified(content);
  requireValidity(content.validUntil, now);
  return [{ type: 'ListingPublished', organisationId, content }];
};

const take = (command: CommandOf<'ImportListing'>, listing: Listing): ListingEvent[] => {
  const { organisationId, content, now } = command;
  const drafted: OpenListing = { status: 'DRAFT', organisationId, content };
  if (listing.status === 'NONE') return [...draft({ ...command, type: 'DraftListing' }, listing), ...publish(drafted, now)];
  const open = openFor('import', command, listing);
  requireUnclassified(content);
  return [...change(open, content, now), ...publish({ ...open, content }, now)];
};

const renew = (command: CommandOf<'RenewListing'>, listing: Listing): ListingEvent[] => {
  const { organisationId, content } = openFor('renew', command, listing);
  requireValidity(command.validUntil, command.now);
  if (content.validUntil === command.validUntil) return [];
  return [{ type: 'ListingRenewed', organisationId, content: { ...content, validUntil: command.validUntil } }];
};

const withdraw = (command: CommandOf<'WithdrawListing'>, listing: Listing): ListingEvent[] => {
  const { organisationId, content } = openFor('withdraw', command, listing);
  return [{ type: 'ListingWithdrawn', organisationId, title: content.title, reason: command.reason }];
};

/** Only who sells, or licenses to one alone, has nothing left to offer. */
const conclude = ({ contractId, kind, licenceMode }: CommandOf<'ConcludeListing'>, listing: Listing): ListingEvent[] => {
  const isSold = kind === 'ASSIGNMENT' || (kind === 'LICENCE' && licenceMode === 'EXCLUSIVE');
  if (!isSold || !('content' in listing) || !allows(listing.status, 'conclude')) return [];
  return [{ type: 'ListingContracted', organisationId: listing.organisationId, title: listing.content.title, contractId }];
};

const decide = (command: ListingCommand, listing: Listing): ListingEvent[] => {
  switch (command.type) {
    case 'DraftListing':
      return draft(command, listing);
    case 'ImportListing':
      return take(command, listing);
    case 'ReviseListing': {
      const open = openFor('revise', command, listing);
      const next = { ...open.content, ...command.patch };
      if (open.status === 'PUBLISHED' && isWorded(open.content)) requireWords(next);
      return change(open, next, command.now);
    }
    case 'PublishListing': {
      const open = openFor('publish', command, listing);
      if (open.status === 'DRAFT') requireWords(open.content);
      return publish(open, command.now);
    }
    case 'RenewListing':
      return renew(command, listing);
    case 'WithdrawListing':
      return withdraw(command, listing);
    case 'ConcludeListing':
      return conclude(command, listing);
  }
};

const evolve = (_: Listing, event: ListingEvent): Listing => {
  const { organisationId } = event;
  switch (event.type) {
    case 'ListingDrafted':
    case 'ListingDraftRevised':
      return { status: 'DRAFT', organisationId, content: event.content };
    case 'ListingPublished':
    case 'ListingRevised':
    case 'ListingRenewed':
      return { status: 'PUBLISHED', organisationId, content: event.content };
    case 'ListingWithdrawn':
      return { status: 'WITHDRAWN', organisationId };
    case 'ListingContracted':
      return { status: 'CONTRACTED', organisationId };
  }
};

export const listingDecider: Decider<Listing, ListingCommand, ListingEvent> = {
  initialState: () => ({ status: 'NONE' }),
  decide,
  evolve,
};
