// A program that does one thing and ends by itself, without a word to telemetry.
import { request } from 'node:http';
import { withSpan } from '@lastmile/telemetry';

await withSpan('short', { attributes: { isPatched: String(request.name) } }, async () => undefined);
