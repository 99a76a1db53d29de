import { Controller, Inject } from '@nestjs/common';
import type { Documents } from '@lastmile/documents';
import { byIdSchema, commandResultSchema, idSchema, roleSchema } from '@lastmile/protocol';
import { z } from 'zod';
import { reservedIds } from '../access/caller.js';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { problem } from '../problems/problem.js';
import { CLOCK, DOCUMENTS } from '../tokens.js';
import type { Clock } from '../tokens.js';
import { addOrganisation, organisationNameSchema, organisationsCollection, organisationViewSchema } from './organisations.js';

const path = '/api/v1/organisations';
const tag = 'organisations';

const add = route({
  method: 'POST',
  path,
  tag,
  summary: 'Admit an organisation',
  kind: 'creation',
  body: z.object({
    id: idSchema
      .refine((id) => !reservedIds.includes(id), 'id: reserved')
      .optional()
      .describe('made when left out'),
    name: organisationNameSchema,
    role: roleSchema,
  }),
  answer: commandResultSchema,
  codes: ['ORGANISATION_EXISTS'],
});
const get = route({
  method: 'GET',
  path: `${path}/:id`,
  tag,
  summary: 'Name and role of an organisation',
  kind: 'query',
  params: byIdSchema.pick({ id: true }),
  answer: organisationViewSchema,
  codes: ['NOT_FOUND'],
});

@Controller()
export class OrganisationsHttp {
  constructor(
    @Inject(DOCUMENTS) private readonly documents: Documents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Serve(add)
  async add(@Asked() { newId, body: { id = newId, name, role }, context }: Call<typeof add>) {
    const wanted = { id, revision: 0, name, role, createdAt: this.clock().toISOString(), madeBy: context.idempotencyKey };
    const organisation = await addOrganisation(this.documents, wanted);
    if (organisation.madeBy !== wanted.madeBy) throw problem('ORGANISATION_EXISTS');
    return { id, revision: organisation.revision };
  }

  @Serve(get)
  async get(@Asked() { params: { id } }: Call<typeof get>) {
    const found = await this.documents.collection(organisationsCollection).get(id);
    if (!found) throw problem('NOT_FOUND');
    const { madeBy: _, ...view } = found;
    return view;
  }
}
