import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { route } from '../http/route.js';
import { Serve } from '../http/serve.http.js';
import { API_REFERENCE } from '../tokens.js';
import type { ApiDocument } from './document.js';

const tag = 'reference';
const document = route({
  method: 'GET',
  path: '/api/openapi.json',
  tag,
  summary: 'This API as OpenAPI 3.1',
  kind: 'plain',
  answer: z.record(z.string(), z.unknown()),
});
const page = route({
  method: 'GET',
  path: '/api/docs',
  tag,
  summary: 'This API as a page',
  kind: 'plain',
  answerType: 'text/html',
});

export interface ApiReference {
  document: ApiDocument;
  page: string;
}

@Controller()
export class DocsHttp {
  constructor(@Inject(API_REFERENCE) private readonly reference: ApiReference) {}

  @Serve(document)
  document(): ApiDocument {
    return this.reference.document;
  }

  @Serve(page)
  page(@Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    return this.reference.page;
  }
}
