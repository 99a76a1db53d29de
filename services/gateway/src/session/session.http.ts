import { Controller, Inject, Res } from '@nestjs/common';
import type { Documents } from '@lastmile/documents';
import { instantSchema, roleSchema } from '@lastmile/protocol';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { actorOf, findApiKey } from '../access/api-keys.js';
import { sessionCookieHeader } from '../access/session-cookie.js';
import { endSession, openSession } from '../access/sessions.js';
import type { Config } from '../config.js';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { organisationNameSchema, organisationsCollection } from '../organisations/organisations.js';
import { problem } from '../problems/problem.js';
import { CLOCK, CONFIG, DOCUMENTS } from '../tokens.js';
import type { Clock } from '../tokens.js';

const path = '/api/v1/auth';
const tag = 'session';

const meSchema = z.object({
  organisationId: z.string(),
  role: roleSchema,
  subjectId: z.string(),
  name: organisationNameSchema.optional(),
  via: z.enum(['key', 'session']),
  expiresAt: instantSchema.optional(),
});

const signIn = route({
  method: 'POST',
  path: `${path}/sign-in`,
  tag,
  summary: 'Open a session with an API key; sets an HttpOnly cookie',
  kind: 'plain',
  body: z.object({ apiKey: z.string().min(1).max(256) }),
  answer: meSchema,
  codes: ['UNAUTHENTICATED', 'CROSS_SITE_REQUEST'],
});
const signOut = route({
  method: 'POST',
  path: `${path}/sign-out`,
  tag,
  summary: 'End the session',
  kind: 'plain',
  codes: ['CROSS_SITE_REQUEST'],
});
const me = route({ method: 'GET', path: `${path}/me`, tag, summary: 'Who asks', kind: 'query', answer: meSchema });

@Controller()
export class SessionHttp {
  constructor(
    @Inject(DOCUMENTS) private readonly documents: Documents,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Serve(signIn)
  async signIn(@Asked() { body }: Call<typeof signIn>, @Res({ passthrough: true }) reply: FastifyReply) {
    const key = await findApiKey(this.documents, body.apiKey);
    if (!key) throw problem('UNAUTHENTICATED');
    const maxAgeSeconds = this.config.SESSION_HOURS * 3_600;
    const { token, expiresAt } = await openSession(this.documents, key, new Date(this.clock().getTime() + maxAgeSeconds * 1_000));
    void reply.header('set-cookie', this.cookie(token, maxAgeSeconds));
    const actor = actorOf(key);
    return { ...actor, name: await this.nameOf(key.organisationId), via: 'session', expiresAt };
  }

  @Serve(signOut)
  async signOut(@Asked() { caller }: Call<typeof signOut>, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    if (caller.kind === 'session') await endSession(this.documents, caller.sessionId);
    void reply.header('set-cookie', this.cookie('', 0));
  }

  @Serve(me)
  async me(@Asked() { caller }: Call<typeof me>) {
    if (caller.kind === 'anonymous') throw problem('UNAUTHENTICATED');
    const name = await this.nameOf(caller.actor.organisationId);
    return { ...caller.actor, name, via: caller.kind, ...(caller.kind === 'session' && { expiresAt: caller.expiresAt }) };
  }

  private cookie(token: string, maxAgeSeconds: number): string {
    const isSecure = this.config.PUBLIC_URL?.startsWith('https:') ?? false;
    return sessionCookieHeader(token, { isSecure, maxAgeSeconds });
  }

  private async nameOf(organisationId: string) {
    return (await this.documents.collection(organisationsCollection).get(organisationId))?.name;
  }
}
