import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { MessageInitShape } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { UUIDSchema } from '../gen/common_pb.js';
import { ProposedEventSchema, ReadResponseSchema } from '../gen/streams_pb.js';
import type { StoredEvent } from '../store/model.js';
import { hidesEverything } from '../store/model.js';
import { newEventOf, readResponseOf } from './event-codec.js';
import { RpcError } from './errors.js';
import { bytesOfUuid, halvesOfUuid, textOfUuid } from './identifiers.js';

const id = fc.uint8Array({ minLength: 16, maxLength: 16 });
const bytes = fc.uint8Array({ maxLength: 40 });
const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 1 });
const stored: fc.Arbitrary<StoredEvent> = fc.record({
  id,
  type: fc.string({ minLength: 1, unit: 'grapheme' }),
  isJson: fc.boolean(),
  metadata: bytes,
  data: bytes,
  position: whole,
  stream: fc.string({ minLength: 1, unit: 'grapheme' }),
  revision: whole,
  created: fc.integer({ min: 0, max: 4_102_444_800_000 }),
});

const overTheWire = (event: StoredEvent, hasTextIds: boolean) => {
  const sent = fromBinary(
    ReadResponseSchema,
    toBinary(ReadResponseSchema, readResponseOf({ event, link: undefined }, hasTextIds)),
  );
  if (sent.content.case !== 'event' || !sent.content.value.event) throw new Error('no event');
  return { read: sent.content.value, event: sent.content.value.event };
};

describe('identifiers', () => {
  it('are the same in both forms', () => {
    fc.assert(
      fc.property(id, (uuid) => {
        const text = create(UUIDSchema, { value: { case: 'string', value: textOfUuid(uuid) } });
        const halves = create(UUIDSchema, { value: { case: 'structured', value: halvesOfUuid(uuid) } });
        expect(bytesOfUuid(text)).toEqual(Buffer.from(uuid));
        expect(bytesOfUuid(halves)).toEqual(Buffer.from(uuid));
      }),
    );
  });

  it.each(['', 'x', '123', 'zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz'])('are not "%s"', (value) =>
    expect(bytesOfUuid(create(UUIDSchema, { value: { case: 'string', value } }))).toBeUndefined(),
  );
});

describe('an event', () => {
  it('is read as it was stored', () => {
    fc.assert(
      fc.property(stored, fc.boolean(), (event, hasTextIds) => {
        const { read, event: recorded } = overTheWire(event, hasTextIds);
        expect(bytesOfUuid(recorded.id)).toEqual(Buffer.from(event.id));
        expect(recorded.id?.value.case).toBe(hasTextIds ? 'string' : 'structured');
        expect(Buffer.from(recorded.streamIdentifier?.streamName ?? []).toString()).toBe(event.stream);
        expect(recorded.streamRevision).toBe(BigInt(event.revision));
        expect(recorded.commitPosition).toBe(BigInt(event.position));
        expect(recorded.preparePosition).toBe(BigInt(event.position));
        expect(read.position).toEqual({ case: 'commitPosition', value: BigInt(event.position) });
        expect(recorded.metadata).toEqual({
          type: event.type,
          created: String(BigInt(event.created) * 10_000n),
          'content-type': event.isJson ? 'application/json' : 'application/octet-stream',
        });
        expect(Buffer.from(recorded.data)).toEqual(Buffer.from(event.data));
        expect(Buffer.from(recorded.customMetadata)).toEqual(Buffer.from(event.metadata));
      }),
    );
  });

  it('that is a tombstone has the largest revision there is', () => {
    const [event] = fc.sample(stored, 1);
    if (!event) throw new Error('no sample');
    expect(overTheWire({ ...event, revision: hidesEverything }, true).event.streamRevision).toBe(9_223_372_036_854_775_807n);
  });

  it('is refused without id, type or content type', () => {
    const uuid = { value: { case: 'string' as const, value: textOfUuid(new Uint8Array(16)) } };
    const metadata = { type: 'Tested', 'content-type': 'application/json' };
    expect(newEventOf(create(ProposedEventSchema, { id: uuid, metadata }))).toMatchObject({ type: 'Tested', isJson: true });
    const refused: MessageInitShape<typeof ProposedEventSchema>[] = [
      { metadata },
      { id: uuid, metadata: { type: 'Tested' } },
      { id: uuid, metadata: { 'content-type': 'x' } },
    ];
    for (const init of refused) expect(() => newEventOf(create(ProposedEventSchema, init))).toThrow(RpcError);
  });
});

describe('an error', () => {
  it('carries names outside ASCII in a form that trailers can hold', () => {
    const error = new RpcError(9, 'deleted', { 'stream-name': 'contract-合同 1' });
    expect(error.metadata.get('stream-name')).toEqual(['contract-%E5%90%88%E5%90%8C 1']);
  });
});
