import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import {
  achievementKinds,
  achievementKindSchema,
  cooperationModes,
  cooperationModeSchema,
  marketFields,
  marketFieldSchema,
  matchingMessages,
  priceBands,
  priceBandSchema,
  querySchema,
  regionPrefixSchema,
} from '@lastmile/protocol';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { pageOfQuery, pageParameters, severalOf, wholeNumber } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';
import { recordKindText } from './record-kind.js';

const tag = 'search';
const upper = <Text extends string>(text: Text) => text.toUpperCase() as Uppercase<Text>;

const searchParameters = z.object({
  ...pageParameters,
  kind: recordKindText.optional().describe('`listing` when left out'),
  q: querySchema
    .optional()
    .describe('words are all wanted; `"…"` is a phrase, `-word` unwanted, the last word a prefix too; pinyin initials are read'),
  field: severalOf(marketFieldSchema, marketFields.length),
  region: severalOf(regionPrefixSchema, 50).describe('province, city or district: two, four or six digits (GB/T 2260)'),
  mode: severalOf(cooperationModeSchema, cooperationModes.length),
  achievementKind: severalOf(achievementKindSchema, achievementKinds.length),
  priceBand: severalOf(priceBandSchema, priceBands.length).describe('price of a listing or budget of a demand, in yuan'),
  trlMin: wholeNumber(1, 9).optional(),
  trlMax: wholeNumber(1, 9).optional(),
  sort: z.enum(['relevance', 'newest', 'RELEVANCE', 'NEWEST']).transform(upper).optional(),
});

const search = route({
  method: 'GET',
  path: '/api/v1/search',
  tag,
  summary: 'Search published listings or demands, with facet counts, highlights and suggestions',
  description:
    'Values of one filter are alternatives, given by repeating the parameter or with commas between; all filters must hold. In `title` and ' +
    '`snippet` the parts at odd places are what was found. `suggestions` come when little or nothing was.',
  kind: 'query',
  query: searchParameters,
  answer: matchingMessages.search.output,
});
const suggest = route({
  method: 'GET',
  path: '/api/v1/search/suggestions',
  tag,
  summary: 'Words and titles that begin as typed, also by pinyin initials',
  kind: 'query',
  query: z.object({
    kind: recordKindText.optional().describe('`listing` when left out'),
    text: z.string().trim().min(1).max(60),
    limit: wholeNumber(1, 20).optional().describe('1–20, 8 when left out'),
  }),
  answer: matchingMessages.suggest.output,
});

@Controller()
export class SearchHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(search)
  search(@Asked() { query, context }: Call<typeof search>) {
    const { kind = 'LISTING', q = '', sort = 'RELEVANCE', trlMin, trlMax, limit, cursor, ...values } = query;
    const filter = { ...values, readinessMin: trlMin, readinessMax: trlMax };
    return this.bus.request(
      matchingMessages.search,
      { ...pageOfQuery({ limit, cursor }), kind, query: q, sort, filter },
      context,
    );
  }

  @Serve(suggest)
  suggest(@Asked() { query: { kind = 'LISTING', text, limit = 8 }, context }: Call<typeof suggest>) {
    return this.bus.request(matchingMessages.suggest, { kind, text, limit }, context);
  }
}
