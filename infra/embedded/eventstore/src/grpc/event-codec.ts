import { create } from '@bufbuild/protobuf';
import type { MessageInitShape } from '@bufbuild/protobuf';
import type { UUIDSchema } from '../gen/common_pb.js';
import { ReadResponseSchema } from '../gen/streams_pb.js';
import type { ProposedEvent, ReadResponse, RecordedEventSchema } from '../gen/streams_pb.js';
import { hidesEverything } from '../store/model.js';
import type { NewEvent, StoredEvent } from '../store/model.js';
import { badRequest, missingMetadataProperty } from './errors.js';
import { bytesOfUuid, halvesOfUuid, textOfUuid } from './identifiers.js';

const jsonType = 'application/json';
const bytesType = 'application/octet-stream';

/** An event of a request; throws RpcError when its id or its type is missing. */
export const newEventOf = (proposed: ProposedEvent): NewEvent => {
  const id = bytesOfUuid(proposed.id);
  if (!id) throw badRequest('An event needs an id that is a UUID.');
  const { type, 'content-type': contentType } = proposed.metadata;
  const missing = [type ? '' : 'type', contentType ? '' : 'content-type'].filter(Boolean);
  if (!type || missing.length > 0) throw missingMetadataProperty(missing.join(','));
  return { id, type, isJson: contentType === jsonType, metadata: proposed.customMetadata, data: proposed.data };
};

const ticksPerMillisecond = 10_000n;
const largestRevision = 9_223_372_036_854_775_807n;

const uuidOf = (id: Uint8Array, isText: boolean): MessageInitShape<typeof UUIDSchema> => ({
  value: isText ? { case: 'string', value: textOfUuid(id) } : { case: 'structured', value: halvesOfUuid(id) },
});

/** An event of the log as clients read it; `created` travels as ticks of 100 ns since 1970. */
const recordedEventOf = (event: StoredEvent, hasTextIds: boolean): MessageInitShape<typeof RecordedEventSchema> => {
  const position = BigInt(event.position);
  return {
    id: uuidOf(event.id, hasTextIds),
    streamIdentifier: { streamName: Buffer.from(event.stream) },
    streamRevision: event.revision === hidesEverything ? largestRevision : BigInt(event.revision),
    preparePosition: position,
    commitPosition: position,
    metadata: {
      type: event.type,
      created: String(BigInt(event.created) * ticksPerMillisecond),
      'content-type': event.isJson ? jsonType : bytesType,
    },
    customMetadata: event.metadata,
    data: event.data,
  };
};

export interface Resolved {
  event: StoredEvent | undefined;
  link: StoredEvent | undefined;
}

/** One event of a read; with a link the position is the link's. */
export const readResponseOf = ({ event, link }: Resolved, hasTextIds: boolean): ReadResponse =>
  create(ReadResponseSchema, {
    content: {
      case: 'event',
      value: {
        event: event && recordedEventOf(event, hasTextIds),
        link: link && recordedEventOf(link, hasTextIds),
        position: { case: 'commitPosition', value: BigInt((link ?? event)?.position ?? 0) },
      },
    },
  });
