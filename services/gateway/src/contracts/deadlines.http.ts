import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { deadlineMessages } from '@lastmile/protocol';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { pageOfQuery, pageParameters } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const list = route({
  method: 'GET',
  path: '/api/v1/deadlines',
  tag: 'contracts',
  summary: 'What the own contracts wait for, by day; everybody’s for those who oversee',
  description: 'The contract with the nearest day comes first, all its deadlines together; a page counts contracts.',
  kind: 'query',
  query: z.object(pageParameters),
  answer: deadlineMessages.list.output,
});

@Controller()
export class DeadlinesHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(list)
  list(@Asked() { query, context }: Call<typeof list>) {
    return this.bus.request(deadlineMessages.list, pageOfQuery(query), context);
  }
}
