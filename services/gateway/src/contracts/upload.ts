import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Bus, RequestContext } from '@lastmile/nats';
import { attachmentMaxBytes, attachmentMessages, reject } from '@lastmile/protocol';

const chunkBytes = 256 * 1024;
/** A body that takes longer is given up. */
const deadlineMs = 100_000;

export interface Upload {
  id: string;
  upload: string;
  context: RequestContext;
}

export interface Uploaded {
  chunks: number;
  size: number;
  sha256: string;
}

/** The body in stretches of one size, the last one of less. Throws ATTACHMENT_TOO_LARGE as soon as it is. */
const stretchesOf = async function* (body: Readable): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let [held, size] = [0, 0];
  for await (const chunk of body) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > attachmentMaxBytes) throw reject('ATTACHMENT_TOO_LARGE', { bytesAtMost: attachmentMaxBytes });
    rest.push(bytes);
    held += bytes.length;
    if (held < chunkBytes) continue;
    const whole = Buffer.concat(rest);
    const end = whole.length - (whole.length % chunkBytes);
    for (let at = 0; at < end; at += chunkBytes) yield whole.subarray(at, at + chunkBytes);
    rest = [whole.subarray(end)];
    held = whole.length - end;
  }
  if (held > 0) yield Buffer.concat(rest);
};

/** Sends a body on to the contract service while it comes in; nothing of it touches this machine's disk. */
export const sendOn = async (bus: Bus, body: Readable, { id, upload, context }: Upload): Promise<Uploaded> => {
  const hash = createHash('sha256');
  const timer = setTimeout(() => body.destroy(new Error('the upload took too long')), deadlineMs);
  let [index, size] = [0, 0];
  try {
    for await (const bytes of stretchesOf(body)) {
      hash.update(bytes);
      await bus.request(attachmentMessages.uploadChunk, { id, upload, index, bytes: bytes.toString('base64') }, context);
      index += 1;
      size += bytes.length;
    }
  } finally {
    clearTimeout(timer);
  }
  return { chunks: index, size, sha256: hash.digest('hex') };
};
