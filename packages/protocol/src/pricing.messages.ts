import { z } from 'zod';
import { contractFact } from './contract-fact.js';
import { defineEvent, defineRequest } from './message.js';
import {
  commandResultSchema,
  dateSchema,
  idSchema,
  instantSchema,
  moneySchema,
  pageOf,
  pageQuery,
  sha256Schema,
} from './values.js';

export const pricingModes = ['AGREED_PRICE', 'LISTED_SALE', 'AUCTION'] as const;
export type PricingMode = (typeof pricingModes)[number];
const basis = z.string().trim().min(1).max(2_000);
const reasons = z.string().trim().min(1).max(5_000);
const expectedRevision = z.number().int().min(0).optional();
const id = idSchema;

/** What a notice shows besides the name and the price, which come from the terms, and the marks, which come from the declarations. */
export const noticeTexts = ['ABSTRACT', 'TRANSFER_MODE', 'OBJECTION_PROCEDURE', 'RELATED_BUYER'] as const;
const openNotice = {
  /** As long as the rule asks when left out; only longer otherwise. */
  days: z.number().int().min(1).max(365).optional(),
  contents: z.partialRecord(z.enum(noticeTexts), z.string().trim().max(5_000)).default({}),
  places: z
    .array(z.enum(['UNIT', 'TECHNOLOGY_MARKET']))
    .max(2)
    .default(['UNIT', 'TECHNOLOGY_MARKET']),
};

export const objectionViewSchema = z.object({
  id: z.string(),
  raisedAt: instantSchema,
  outcome: z.enum(['DISMISSED', 'UPHELD']).optional(),
  reasons: z.string().optional(),
  decidedAt: instantSchema.optional(),
});

/** What everybody may see of a notice: nothing else of the contract is told. */
export const noticeSchema = z.object({
  /** The contract's. */
  id: z.string(),
  status: z.enum(['OPEN', 'FROZEN', 'UPHELD', 'CLOSED']),
  name: z.string(),
  price: z.string(),
  contents: z.record(z.string(), z.string()),
  places: z.array(z.string()),
  sellerId: z.string(),
  /** Only where the notice marks the buyer as related. */
  buyerId: z.string().optional(),
  isBuyerRelated: z.boolean(),
  hasLeaders: z.boolean(),
  opensOn: dateSchema,
  endsOn: dateSchema,
  /** Days left, the last one included; 0 when they are over. */
  daysLeft: z.number().int().min(0),
  ruleVersion: z.string(),
  objections: z.array(objectionViewSchema),
});
export type NoticeView = z.infer<typeof noticeSchema>;

/** A listed sale or an auction that takes offers, for everybody. */
export const saleSchema = z.object({
  id: z.string(),
  mode: z.enum(['LISTED_SALE', 'AUCTION']),
  title: z.string(),
  sellerId: z.string(),
  /** The lowest offer or bid that is taken now. */
  atLeast: moneySchema,
  deposit: moneySchema.optional(),
  closes: z.string(),
  offers: z.number().int(),
});

export const pricingViewSchema = z.object({
  mode: z.enum(pricingModes).optional(),
  basis: z.string().optional(),
  status: z.string(),
  /** The price that the terms must have. */
  fixedPrice: moneySchema.optional(),
  notice: z
    .object({
      status: z.string(),
      termsHash: sha256Schema.optional(),
      opensOn: dateSchema,
      endsOn: dateSchema,
      ruleVersion: z.string(),
      objections: z.array(objectionViewSchema.extend({ raisedBy: z.string(), grounds: z.string() })),
    })
    .optional(),
});

const withId = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ id, ...shape, expectedRevision });
const change = (name: string) => `contract.request.${name}.v1` as const;

export const pricingBodies = {
  choosePricing: z.object({ mode: z.enum(pricingModes), basis }),
  listForSale: z.object({ basePrice: moneySchema, basis, endsOn: dateSchema }),
  placeOffer: z.object({ price: moneySchema, isSmallBusiness: z.boolean().default(false) }),
  openAuction: z.object({
    startPrice: moneySchema,
    step: moneySchema,
    reserve: moneySchema,
    deposit: moneySchema,
    closesAt: instantSchema,
    basis,
  }),
  recordDeposit: z.object({ bidderId: idSchema }),
  placeBid: z.object({ amount: moneySchema }),
  openNotice: z.object(openNotice),
  extendNotice: z.object({ endsOn: dateSchema }),
  raiseObjection: z.object({ grounds: reasons }),
  decideObjection: z.object({ outcome: z.enum(['DISMISSED', 'UPHELD']), reasons }),
};
const shapes = pricingBodies;

export const pricingMessages = {
  choosePricing: defineRequest(change('choose-pricing'), withId(shapes.choosePricing.shape), commandResultSchema),
  listForSale: defineRequest(change('list-for-sale'), withId(shapes.listForSale.shape), commandResultSchema),
  placeOffer: defineRequest(change('place-offer'), withId(shapes.placeOffer.shape), commandResultSchema),
  closeSale: defineRequest(change('close-sale'), withId({}), commandResultSchema),
  openAuction: defineRequest(change('open-auction'), withId(shapes.openAuction.shape), commandResultSchema),
  recordDeposit: defineRequest(change('record-deposit'), withId(shapes.recordDeposit.shape), commandResultSchema),
  placeBid: defineRequest(change('place-bid'), withId(shapes.placeBid.shape), commandResultSchema),
  closeAuction: defineRequest(change('close-auction'), withId({}), commandResultSchema),
  openNotice: defineRequest(change('open-notice'), withId(openNotice), commandResultSchema),
  extendNotice: defineRequest(change('extend-notice'), withId(shapes.extendNotice.shape), commandResultSchema),
  closeNotice: defineRequest(change('close-notice'), withId({}), commandResultSchema),
  raiseObjection: defineRequest(
    change('raise-objection'),
    withId(shapes.raiseObjection.shape),
    commandResultSchema.extend({ objectionId: z.string() }),
  ),
  decideObjection: defineRequest(
    change('decide-objection'),
    withId({ objectionId: idSchema, ...shapes.decideObjection.shape }),
    commandResultSchema,
  ),
  /** Without login: the notices that run, the nearest end first. */
  notices: defineRequest(change('list-notices'), z.object(pageQuery), pageOf(noticeSchema)),
  notice: defineRequest(change('get-notice'), z.object({ id }), noticeSchema),
  /** Without login: sales and auctions that take offers. */
  sales: defineRequest(change('list-sales'), z.object(pageQuery), pageOf(saleSchema)),
};

const notice = { ...contractFact, opensOn: dateSchema, endsOn: dateSchema, ruleVersion: z.string() };
export const pricingEvents = {
  noticeOpened: defineEvent('contract.event.notice-opened.v1', z.object(notice)),
  noticeClosed: defineEvent('contract.event.notice-closed.v1', z.object(notice)),
  objectionRaised: defineEvent('contract.event.objection-raised.v1', z.object({ ...contractFact, objectionId: z.string() })),
  objectionDecided: defineEvent(
    'contract.event.objection-decided.v1',
    z.object({ ...contractFact, objectionId: z.string(), outcome: z.enum(['DISMISSED', 'UPHELD']) }),
  ),
  saleWon: defineEvent(
    'contract.event.sale-won.v1',
    z.object({ ...contractFact, mode: z.enum(['LISTED_SALE', 'AUCTION']), winnerId: z.string() }),
  ),
};
