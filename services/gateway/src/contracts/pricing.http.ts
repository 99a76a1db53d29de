import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { byIdSchema, commandResultSchema, idSchema, pricingBodies, pricingMessages } from '@lastmile/protocol';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/contracts/:id';
const params = byIdSchema.pick({ id: true });
const change = { method: 'POST', tag: 'pricing', kind: 'command', params, ifMatch: true, answer: commandResultSchema } as const;
const codes = [
  'NOT_FOUND',
  'NOT_A_PARTY',
  'NOT_YOUR_STEP',
  'CONTRACT_NOT_OPEN',
  'PRICING_STEP_NOT_POSSIBLE',
  'REVISION_CONFLICT',
] as const;

const choose = route({
  ...change,
  path: `${path}/pricing`,
  summary: 'The seller chooses how the price comes about, and on what basis',
  body: pricingBodies.choosePricing,
  codes,
});
const list = route({
  ...change,
  path: `${path}/sale`,
  summary: 'Lists the deal for sale at a base price',
  body: pricingBodies.listForSale,
  codes: [...codes, 'PRICE_BASIS_MISSING', 'VALIDITY_IN_THE_PAST'],
});
const offer = route({
  ...change,
  path: `${path}/sale/offers`,
  summary: 'Offers a price in a listed sale; anybody but the seller may',
  body: pricingBodies.placeOffer,
  codes: [...codes, 'BID_TOO_LOW'],
});
const closeSale = route({ ...change, path: `${path}/sale/close`, summary: 'Closes the sale after its last day', codes });
const openAuction = route({
  ...change,
  path: `${path}/auction`,
  summary: 'Opens an auction: start, step, reserve, deposit, closing time',
  body: pricingBodies.openAuction,
  codes: [...codes, 'PRICE_BASIS_MISSING', 'VALIDITY_IN_THE_PAST'],
});
const deposit = route({
  ...change,
  path: `${path}/auction/deposits`,
  summary: 'The seller records that a bidder’s deposit came in',
  body: pricingBodies.recordDeposit,
  codes,
});
const bid = route({
  ...change,
  path: `${path}/auction/bids`,
  summary: 'Bids in an auction; anybody but the seller may, after the deposit',
  body: pricingBodies.placeBid,
  codes: [...codes, 'DEPOSIT_MISSING', 'BID_TOO_LOW'],
});
const closeAuction = route({
  ...change,
  path: `${path}/auction/close`,
  summary: 'Lets the hammer fall after the closing time',
  codes,
});
const openNotice = route({
  ...change,
  path: `${path}/notice`,
  summary: 'Opens the public notice of the agreed price: as long as the rule asks, or longer',
  description: 'The name and the price come from the terms, the marks of a related buyer and of leaders from the declarations.',
  body: pricingBodies.openNotice,
  codes: [...codes, 'TERMS_NOT_AGREED', 'NOTICE_TOO_SHORT', 'NOTICE_INCOMPLETE'],
});
const extend = route({
  ...change,
  path: `${path}/notice/extend`,
  summary: 'Lets the notice run longer; it never gets shorter',
  body: pricingBodies.extendNotice,
  codes: [...codes, 'NOTICE_TOO_SHORT'],
});
const closeNotice = route({
  ...change,
  path: `${path}/notice/close`,
  summary: 'Closes the notice after its last day; it also closes by itself',
  codes: [...codes, 'NOTICE_STILL_RUNNING', 'OBJECTION_OPEN'],
});
const object = route({
  ...change,
  path: `${path}/objections`,
  summary: 'Objects to what a notice shows; the deal is frozen until it is decided',
  body: pricingBodies.raiseObjection,
  answer: pricingMessages.raiseObjection.output,
  codes: [...codes, 'REASONS_MISSING'],
});
const decide = route({
  ...change,
  path: `${path}/objections/:oid/decision`,
  params: params.extend({ oid: idSchema }),
  summary: 'Decides an objection, with reasons',
  body: pricingBodies.decideObjection,
  codes: [...codes, 'OBJECTION_NOT_FOUND', 'REASONS_MISSING'],
});

/** How the price of a deal comes about. */
@Controller()
export class PricingHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(choose)
  choose(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof choose>) {
    return this.bus.request(pricingMessages.choosePricing, { id, ...body, expectedRevision }, context);
  }

  @Serve(list)
  list(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof list>) {
    return this.bus.request(pricingMessages.listForSale, { id, ...body, expectedRevision }, context);
  }

  @Serve(offer)
  offer(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof offer>) {
    return this.bus.request(pricingMessages.placeOffer, { id, ...body, expectedRevision }, context);
  }

  @Serve(closeSale)
  closeSale(@Asked() { params: { id }, expectedRevision, context }: Call<typeof closeSale>) {
    return this.bus.request(pricingMessages.closeSale, { id, expectedRevision }, context);
  }

  @Serve(openAuction)
  openAuction(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof openAuction>) {
    return this.bus.request(pricingMessages.openAuction, { id, ...body, expectedRevision }, context);
  }

  @Serve(deposit)
  deposit(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof deposit>) {
    return this.bus.request(pricingMessages.recordDeposit, { id, ...body, expectedRevision }, context);
  }

  @Serve(bid)
  bid(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof bid>) {
    return this.bus.request(pricingMessages.placeBid, { id, ...body, expectedRevision }, context);
  }

  @Serve(closeAuction)
  closeAuction(@Asked() { params: { id }, expectedRevision, context }: Call<typeof closeAuction>) {
    return this.bus.request(pricingMessages.closeAuction, { id, expectedRevision }, context);
  }

  @Serve(openNotice)
  openNotice(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof openNotice>) {
    return this.bus.request(pricingMessages.openNotice, { id, ...body, expectedRevision }, context);
  }

  @Serve(extend)
  extend(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof extend>) {
    return this.bus.request(pricingMessages.extendNotice, { id, ...body, expectedRevision }, context);
  }

  @Serve(closeNotice)
  closeNotice(@Asked() { params: { id }, expectedRevision, context }: Call<typeof closeNotice>) {
    return this.bus.request(pricingMessages.closeNotice, { id, expectedRevision }, context);
  }

  @Serve(object)
  object(@Asked() { params: { id }, body, expectedRevision, context }: Call<typeof object>) {
    return this.bus.request(pricingMessages.raiseObjection, { id, ...body, expectedRevision }, context);
  }

  @Serve(decide)
  decide(@Asked() { params: { id, oid: objectionId }, body, expectedRevision, context }: Call<typeof decide>) {
    return this.bus.request(pricingMessages.decideObjection, { id, objectionId, ...body, expectedRevision }, context);
  }
}
