import { Controller, Inject } from '@nestjs/common';
import { deriveId } from '@lastmile/eventsourcing';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { pricingMessages, toMinorUnits } from '@lastmile/protocol';
import type { CommandResult, InputOf, OutputOf } from '@lastmile/protocol';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { listNotices, listSales, noticeById } from './pricing.queries.js';
import type { PricingCommand } from './pricing.types.js';

type Messages = typeof pricingMessages;
type Undated<Command> = Command extends unknown ? Omit<Command, 'now' | 'organisationId'> : never;
interface About {
  id: string;
  expectedRevision?: number;
}

@Controller()
export class PricingController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(pricingMessages.choosePricing)
  choose(input: InputOf<Messages['choosePricing']>, context: MessageContext): Promise<CommandResult> {
    const { mode, basis } = input;
    return this.step(input, { type: 'ChoosePricing', mode, basis }, context);
  }

  @Request(pricingMessages.listForSale)
  listForSale(input: InputOf<Messages['listForSale']>, context: MessageContext): Promise<CommandResult> {
    const { basePrice, basis, endsOn } = input;
    return this.step(input, { type: 'ListForSale', basePriceMinor: toMinorUnits(basePrice), basis, endsOn }, context);
  }

  @Request(pricingMessages.placeOffer)
  placeOffer(input: InputOf<Messages['placeOffer']>, context: MessageContext): Promise<CommandResult> {
    const { price, isSmallBusiness } = input;
    const offerId = deriveId('offer', input.id, context.idempotencyKey);
    return this.step(input, { type: 'PlaceOffer', offerId, priceMinor: toMinorUnits(price), isSmallBusiness }, context);
  }

  @Request(pricingMessages.closeSale)
  closeSale(input: InputOf<Messages['closeSale']>, context: MessageContext): Promise<CommandResult> {
    return this.step(input, { type: 'CloseSale' }, context);
  }

  @Request(pricingMessages.openAuction)
  openAuction(input: InputOf<Messages['openAuction']>, context: MessageContext): Promise<CommandResult> {
    const { startPrice, step, reserve, deposit, closesAt, basis } = input;
    const lot = {
      startPriceMinor: toMinorUnits(startPrice),
      stepMinor: toMinorUnits(step),
      reserveMinor: toMinorUnits(reserve),
      depositMinor: toMinorUnits(deposit),
      closesAt: new Date(closesAt).toISOString(),
    };
    return this.step(input, { type: 'OpenAuction', ...lot, basis }, context);
  }

  @Request(pricingMessages.recordDeposit)
  recordDeposit(input: InputOf<Messages['recordDeposit']>, context: MessageContext): Promise<CommandResult> {
    return this.step(input, { type: 'RecordDeposit', bidderId: input.bidderId }, context);
  }

  @Request(pricingMessages.placeBid)
  placeBid(input: InputOf<Messages['placeBid']>, context: MessageContext): Promise<CommandResult> {
    return this.step(input, { type: 'PlaceBid', amountMinor: toMinorUnits(input.amount) }, context);
  }

  @Request(pricingMessages.closeAuction)
  closeAuction(input: InputOf<Messages['closeAuction']>, context: MessageContext): Promise<CommandResult> {
    return this.step(input, { type: 'CloseAuction' }, context);
  }

  @Request(pricingMessages.openNotice)
  openNotice(input: InputOf<Messages['openNotice']>, context: MessageContext): Promise<CommandResult> {
    const { days, contents, places } = input;
    return this.step(input, { type: 'OpenNotice', days, contents: present(contents), places }, context);
  }

  @Request(pricingMessages.extendNotice)
  extendNotice(input: InputOf<Messages['extendNotice']>, context: MessageContext): Promise<CommandResult> {
    return this.step(input, { type: 'ExtendNotice', endsOn: input.endsOn }, context);
  }

  @Request(pricingMessages.closeNotice)
  closeNotice(input: InputOf<Messages['closeNotice']>, context: MessageContext): Promise<CommandResult> {
    return this.step(input, { type: 'CloseNotice' }, context);
  }

  @Request(pricingMessages.raiseObjection)
  async raiseObjection(
    input: InputOf<Messages['raiseObjection']>,
    context: MessageContext,
  ): Promise<OutputOf<Messages['raiseObjection']>> {
    const objectionId = deriveId('objection', input.id, context.idempotencyKey);
    const done = await this.step(input, { type: 'RaiseObjection', objectionId, grounds: input.grounds }, context);
    return { ...done, objectionId };
  }

  @Request(pricingMessages.decideObjection)
  decideObjection(input: InputOf<Messages['decideObjection']>, context: MessageContext): Promise<CommandResult> {
    const { objectionId, outcome, reasons } = input;
    return this.step(input, { type: 'DecideObjection', objectionId, outcome, reasons }, context);
  }

  @Request(pricingMessages.notices)
  notices(input: InputOf<Messages['notices']>): Promise<OutputOf<Messages['notices']>> {
    return listNotices(this.service, input);
  }

  @Request(pricingMessages.notice)
  notice({ id }: InputOf<Messages['notice']>): Promise<OutputOf<Messages['notice']>> {
    return noticeById(this.service, id);
  }

  @Request(pricingMessages.sales)
  sales(input: InputOf<Messages['sales']>): Promise<OutputOf<Messages['sales']>> {
    return listSales(this.service, input);
  }

  private step(
    { id, expectedRevision }: About,
    command: Undated<PricingCommand>,
    context: MessageContext,
  ): Promise<CommandResult> {
    const { organisationId } = context.actor;
    const dated = { ...command, organisationId, now: this.service.clock() };
    return this.service.contracts(id, dated, { ...context, expectedRevision });
  }
}

const present = (contents: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(contents).flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])));
