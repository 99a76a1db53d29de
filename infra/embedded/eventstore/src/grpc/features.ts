import { create } from '@bufbuild/protobuf';
import type { DescMethod } from '@bufbuild/protobuf';
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import type { Empty } from '../gen/common_pb.js';
import { Gossip } from '../gen/gossip_pb.js';
import { ServerFeatures, SupportedMethodsSchema } from '../gen/server_features_pb.js';
import type { SupportedMethods } from '../gen/server_features_pb.js';
import { Streams } from '../gen/streams_pb.js';

/** The release of the protocol that is spoken; clients insist on semantic versioning. */
export const protocolVersion = '23.10.0-embedded';

const features: Record<string, string[]> = { Read: ['position', 'events'], BatchAppend: ['deadline_duration'] };

const supported = (method: DescMethod) => ({
  methodName: method.name.toLowerCase(),
  serviceName: method.parent.typeName.toLowerCase(),
  features: method.parent === Streams ? (features[method.name] ?? []) : [],
});

const methods = [...Streams.methods, ...ServerFeatures.methods, ...Gossip.methods].map(supported);

export const getSupportedMethods = (
  _call: ServerUnaryCall<Empty, SupportedMethods>,
  answer: sendUnaryData<SupportedMethods>,
): void => answer(null, create(SupportedMethodsSchema, { methods, eventStoreServerVersion: protocolVersion }));
