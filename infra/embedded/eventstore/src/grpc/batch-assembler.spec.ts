import { create } from '@bufbuild/protobuf';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { eventually } from '@lastmile/testing';
import { BatchAppendRequestSchema } from '../gen/streams_pb.js';
import type { BatchAppendRequest } from '../gen/streams_pb.js';
import { createAssembler } from './batch-assembler.js';
import { RpcError } from './errors.js';

const uuid = (n: number) => ({
  value: { case: 'string' as const, value: `00000000-0000-0000-0000-${String(n).padStart(12, '0')}` },
});
const event = (n: number, bytes = 1) => ({
  id: uuid(n),
  metadata: { type: 'Tested', 'content-type': 'application/json' },
  data: Buffer.alloc(bytes),
});
const options = (deadline?: number) => ({
  streamIdentifier: { streamName: Buffer.from('contract-1') },
  expected: { case: 'any' as const, value: {} },
  deadline: deadline === undefined ? { case: undefined } : { case: 'until' as const, value: timestampFromMs(deadline) },
});
const request = (init: MessageInitShape<typeof BatchAppendRequestSchema>): BatchAppendRequest =>
  create(BatchAppendRequestSchema, Object.assign({ correlationId: uuid(1) }, init));

const setUp = () => {
  const refusals: unknown[] = [];
  const assembler = createAssembler({ maxAppendBytes: 1_000, onRefused: (_, error) => refusals.push(error) });
  return { assembler, refusals };
};

describe('the chunks of a batch append', () => {
  it('become one append with the last', () => {
    const { assembler } = setUp();
    expect(assembler.add(request({ options: options(), proposedMessages: [event(1)] }))).toBeUndefined();
    expect(assembler.add(request({ proposedMessages: [event(2)] }))).toBeUndefined();
    const append = assembler.add(request({ proposedMessages: [event(3)], isFinal: true }));
    expect(append?.events.map(({ id }) => id[15])).toEqual([1, 2, 3]);
  });

  it('of different appends may come mixed', () => {
    const { assembler } = setUp();
    assembler.add(request({ options: options(), proposedMessages: [event(1)] }));
    assembler.add(request({ correlationId: uuid(2), options: options(), proposedMessages: [event(2)] }));
    expect(assembler.add(request({ isFinal: true }))?.events).toHaveLength(1);
    expect(assembler.add(request({ correlationId: uuid(2), isFinal: true }))?.events).toHaveLength(1);
  });

  it('are dropped after the append was refused, and it is refused once', () => {
    const { assembler, refusals } = setUp();
    assembler.add(request({ options: options(), proposedMessages: [event(1, 2_000)] }));
    assembler.add(request({ proposedMessages: [event(2)] }));
    expect(assembler.add(request({ proposedMessages: [event(3)], isFinal: true }))).toBeUndefined();
    expect(refusals).toEqual([expect.objectContaining({ code: 3 })]);
    expect(assembler.add(request({ options: options(), proposedMessages: [event(1)], isFinal: true }))?.events).toHaveLength(1);
  });

  it('that stay away past the deadline are refused as too late', async () => {
    const { assembler, refusals } = setUp();
    assembler.add(request({ options: options(Date.now() + 5), proposedMessages: [event(1)] }));
    await eventually(() => expect(refusals).toStrictEqual([undefined]));
    expect(assembler.add(request({ proposedMessages: [event(2)], isFinal: true }))).toBeUndefined();
    assembler.close();
  });

  it('wait when the deadline is in another age', async () => {
    const { assembler, refusals } = setUp();
    assembler.add(request({ options: options(Date.now() + 1e12), proposedMessages: [event(1)] }));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(refusals).toHaveLength(0);
    expect(assembler.add(request({ isFinal: true }))?.events).toHaveLength(1);
  });

  it('without options or a correlation id make no sense', () => {
    const { assembler } = setUp();
    expect(() => assembler.add(request({ proposedMessages: [event(1)] }))).toThrow(RpcError);
    expect(() => assembler.add(create(BatchAppendRequestSchema, { options: options(), isFinal: true }))).toThrow(RpcError);
  });
});
