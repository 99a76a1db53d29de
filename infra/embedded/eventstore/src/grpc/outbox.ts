import { create } from '@bufbuild/protobuf';
import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { timestampNow } from '@bufbuild/protobuf/wkt';
import { ReadResponseSchema } from '../gen/streams_pb.js';
import type { ReadRequest, ReadResponse } from '../gen/streams_pb.js';
import { linkType } from '../store/model.js';
import type { StoredEvent } from '../store/model.js';
import { positionOf } from './append-codec.js';
import { readResponseOf } from './event-codec.js';
import type { ServiceParts } from './parts.js';

export type ReadCall = ServerWritableStream<ReadRequest, ReadResponse>;

/** The sending side of one read: waits for a slow reader, resolves links, stops when the call is gone. */
export interface Outbox {
  sendEvent(event: StoredEvent): Promise<void>;
  sendNotFound(stream: string): Promise<void>;
  sendConfirmation(id: string): Promise<void>;
  sendCheckpoint(position: number): Promise<void>;
  sendCaughtUp(at: { revision: number } | { position: number }): Promise<void>;
  isClosed(): boolean;
  /** Aborts when the reader is gone or the server stops. */
  closed: AbortSignal;
  close(): void;
}

/** Given explicitly: otherwise every closed read would build an exception with a stack. */
const closedReason = 'closed';

type Content = MessageInitShape<typeof ReadResponseSchema>['content'];

export const createOutbox = (call: ReadCall, { store, stopping }: ServiceParts): Outbox => {
  const gone = new AbortController();
  const close = (): void => gone.abort(closedReason);
  call.on('cancelled', close);
  call.on('close', close);
  stopping.addEventListener('abort', close);
  const hasTextIds = call.request.options?.uuidOption?.content.case === 'string';
  const resolvesLinks = call.request.options?.resolveLinks ?? false;

  const send = async (response: ReadResponse): Promise<void> => {
    if (gone.signal.aborted || call.write(response)) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        call.off('drain', done);
        gone.signal.removeEventListener('abort', done);
        resolve();
      };
      call.on('drain', done);
      gone.signal.addEventListener('abort', done);
    });
  };
  const sendContent = (content: Content): Promise<void> => send(create(ReadResponseSchema, { content }));

  return {
    sendEvent: (event) => {
      const isLink = resolvesLinks && event.type === linkType;
      const resolved = isLink ? { event: store.stream.resolve(event), link: event } : { event, link: undefined };
      return send(readResponseOf(resolved, hasTextIds));
    },
    sendNotFound: (stream) =>
      sendContent({ case: 'streamNotFound', value: { streamIdentifier: { streamName: Buffer.from(stream) } } }),
    sendConfirmation: (subscriptionId) => sendContent({ case: 'confirmation', value: { subscriptionId } }),
    sendCheckpoint: (position) =>
      sendContent({ case: 'checkpoint', value: { ...positionOf(position), timestamp: timestampNow() } }),
    sendCaughtUp: (at) => {
      const place =
        'revision' in at ? { streamRevision: BigInt(at.revision) } : { position: positionOf(Math.max(at.position, 0)) };
      return sendContent({ case: 'caughtUp', value: { timestamp: timestampNow(), ...place } });
    },
    isClosed: () => gone.signal.aborted,
    closed: gone.signal,
    close: () => {
      stopping.removeEventListener('abort', close);
      close();
    },
  };
};
