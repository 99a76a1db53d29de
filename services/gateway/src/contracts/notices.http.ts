import { Controller, Inject } from '@nestjs/common';
import type { Documents } from '@lastmile/documents';
import type { Bus } from '@lastmile/nats';
import { byIdSchema, noticeSchema, pageOf, pricingMessages, saleSchema } from '@lastmile/protocol';
import type { NoticeView } from '@lastmile/protocol';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { pageOfQuery, pageParameters } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { organisationsCollection } from '../organisations/organisations.js';
import { BUS, DOCUMENTS } from '../tokens.js';

const tag = 'notices';
const nameSchema = z.object({ zh: z.string(), en: z.string() }).optional();
const names = { sellerName: nameSchema, buyerName: nameSchema };
const named = noticeSchema.extend(names);

const list = route({
  method: 'GET',
  path: '/api/v1/notices',
  tag,
  summary: 'The public notices that run, the nearest end first; nothing else of a contract is shown',
  kind: 'query',
  query: z.object(pageParameters),
  answer: pageOf(named),
});
const one = route({
  method: 'GET',
  path: '/api/v1/notices/:id',
  tag,
  summary: 'One public notice: name, price, marks, days left, objections and what became of them',
  kind: 'query',
  params: byIdSchema.pick({ id: true }),
  answer: named,
  codes: ['NOT_FOUND'],
});
const sales = route({
  method: 'GET',
  path: '/api/v1/sales',
  tag,
  summary: 'Listed sales and auctions that take offers, the nearest end first',
  kind: 'query',
  query: z.object(pageParameters),
  answer: pageOf(saleSchema.extend({ sellerName: nameSchema })),
});

/** What everybody may see of deals under way, without login. */
@Controller()
export class NoticesHttp {
  constructor(
    @Inject(BUS) private readonly bus: Bus,
    @Inject(DOCUMENTS) private readonly documents: Documents,
  ) {}

  @Serve(list)
  async list(@Asked() { query, context }: Call<typeof list>) {
    const page = await this.bus.request(pricingMessages.notices, pageOfQuery(query), context);
    return { ...page, items: await Promise.all(page.items.map((notice) => this.named(notice))) };
  }

  @Serve(one)
  async one(@Asked() { params: { id }, context }: Call<typeof one>) {
    return this.named(await this.bus.request(pricingMessages.notice, { id }, context));
  }

  @Serve(sales)
  async sales(@Asked() { query, context }: Call<typeof sales>) {
    const page = await this.bus.request(pricingMessages.sales, pageOfQuery(query), context);
    const items = await Promise.all(page.items.map(async (sale) => ({ ...sale, sellerName: await this.nameOf(sale.sellerId) })));
    return { ...page, items };
  }

  /** The seller’s name, and the buyer’s where the notice marks it. */
  private async named(notice: NoticeView): Promise<z.infer<typeof named>> {
    const buyerName = notice.buyerId === undefined ? undefined : await this.nameOf(notice.buyerId);
    return { ...notice, sellerName: await this.nameOf(notice.sellerId), ...(buyerName !== undefined && { buyerName }) };
  }

  private async nameOf(organisationId: string): Promise<z.infer<typeof nameSchema>> {
    return (await this.documents.collection(organisationsCollection).get(organisationId))?.name;
  }
}
