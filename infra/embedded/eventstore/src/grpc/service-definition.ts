import { fromBinary, toBinary } from '@bufbuild/protobuf';
import type { DescMethod, DescService } from '@bufbuild/protobuf';
import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';
import type { Message } from '@bufbuild/protobuf';

const methodOf = (service: DescService, method: DescMethod): MethodDefinition<Message, Message> => ({
  path: `/${service.typeName}/${method.name}`,
  originalName: method.localName,
  requestStream: method.methodKind === 'client_streaming' || method.methodKind === 'bidi_streaming',
  responseStream: method.methodKind === 'server_streaming' || method.methodKind === 'bidi_streaming',
  requestSerialize: (message) => Buffer.from(toBinary(method.input, message)),
  requestDeserialize: (bytes) => fromBinary(method.input, bytes, { readUnknownFields: false }),
  responseSerialize: (message) => Buffer.from(toBinary(method.output, message)),
  responseDeserialize: (bytes) => fromBinary(method.output, bytes),
});

/** A service of our definitions in the form grpc-js serves. */
export const serviceDefinition = (service: DescService): ServiceDefinition =>
  Object.fromEntries(service.methods.map((method) => [method.name, methodOf(service, method)]));
