import { Controller, Inject } from '@nestjs/common';
import type { Documents } from '@lastmile/documents';
import { byIdSchema, idSchema, instantSchema } from '@lastmile/protocol';
import { z } from 'zod';
import { apiKeysCollection, hashOf, newApiKey } from '../access/api-keys.js';
import type { ApiKey } from '../access/api-keys.js';
import { demandOwn } from '../access/caller.js';
import { endSessionsOf } from '../access/sessions.js';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { problem } from '../problems/problem.js';
import { CLOCK, DOCUMENTS } from '../tokens.js';
import type { Clock } from '../tokens.js';
import { organisationsCollection } from './organisations.js';

const path = '/api/v1/organisations/:id/api-keys';
const tag = 'organisations';
const params = byIdSchema.pick({ id: true });
const keySchema = z.object({ keyId: z.string(), label: z.string(), createdAt: instantSchema });

const list = route({
  method: 'GET',
  path,
  tag,
  summary: 'The API keys of the own organisation, without their secrets',
  kind: 'query',
  params,
  answer: z.object({ items: z.array(keySchema) }),
  codes: ['NOT_ALLOWED'],
});
const add = route({
  method: 'POST',
  path,
  tag,
  summary: 'Make an API key; it is shown in this answer only',
  kind: 'command',
  status: 201,
  secret: true,
  params,
  body: z.object({ label: z.string().trim().max(100).default('') }),
  answer: keySchema.extend({ apiKey: z.string() }),
  codes: ['NOT_FOUND', 'NOT_ALLOWED', 'API_KEY_SHOWN_ONCE'],
});
const revoke = route({
  method: 'DELETE',
  path: `${path}/:keyId`,
  tag,
  summary: 'Revoke an API key and end the sessions that were opened with it',
  kind: 'command',
  params: params.extend({ keyId: idSchema }),
  codes: ['NOT_FOUND', 'NOT_ALLOWED'],
});

const most = 200;
const viewOf = ({ keyId, label, createdAt }: ApiKey) => ({ keyId, label, createdAt });

@Controller()
export class ApiKeysHttp {
  constructor(
    @Inject(DOCUMENTS) private readonly documents: Documents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  private get keys() {
    return this.documents.collection(apiKeysCollection);
  }

  @Serve(list)
  async list(@Asked() { params: { id }, actor }: Call<typeof list>) {
    demandOwn(actor, id, true);
    const { items } = await this.keys.find({
      where: { organisationId: id },
      sort: [{ path: 'createdAt', direction: 'desc' }],
      limit: most,
    });
    return { items: items.map(viewOf) };
  }

  @Serve(add)
  async add(@Asked() { params: { id }, body, actor, newId }: Call<typeof add>) {
    demandOwn(actor, id, true);
    const organisation = await this.documents.collection(organisationsCollection).get(id);
    if (!organisation) throw problem('NOT_FOUND');
    if (await this.find(newId)) throw problem('API_KEY_SHOWN_ONCE', { details: { keyId: newId } });
    const apiKey = newApiKey();
    const view = { keyId: newId, label: body.label, createdAt: this.clock().toISOString() };
    await this.keys.replace({ id: hashOf(apiKey), revision: 0, organisationId: id, role: organisation.role, ...view });
    return { ...view, apiKey };
  }

  @Serve(revoke)
  async revoke(@Asked() { params: { id, keyId }, actor }: Call<typeof revoke>): Promise<void> {
    demandOwn(actor, id, true);
    const key = await this.find(keyId);
    if (key?.organisationId !== id) throw problem('NOT_FOUND');
    await this.keys.delete(key.id);
    await endSessionsOf(this.documents, keyId);
  }

  private async find(keyId: string): Promise<ApiKey | undefined> {
    return (await this.keys.find({ where: { keyId }, limit: 1 })).items[0];
  }
}
