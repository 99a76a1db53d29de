import type { Server, UntypedServiceImplementation } from '@grpc/grpc-js';
import { Gossip } from '../gen/gossip_pb.js';
import { ServerFeatures } from '../gen/server_features_pb.js';
import { Streams } from '../gen/streams_pb.js';
import { createAppend } from './append.js';
import { createBatchAppend } from './batch-append.js';
import { createDelete } from './delete.js';
import { getSupportedMethods } from './features.js';
import { readGossip } from './gossip.js';
import type { ServiceParts } from './parts.js';
import { createRead } from './read.js';
import { serviceDefinition } from './service-definition.js';

/** Registers everything the protocol offers here. */
export const addServices = (server: Server, parts: ServiceParts): void => {
  const streams: UntypedServiceImplementation = {
    Read: createRead(parts),
    Append: createAppend(parts),
    BatchAppend: createBatchAppend(parts),
    Delete: createDelete(parts.store.softDelete),
    Tombstone: createDelete(parts.store.tombstone),
  };
  server.addService(serviceDefinition(Streams), streams);
  server.addService(serviceDefinition(ServerFeatures), { GetSupportedMethods: getSupportedMethods });
  server.addService(serviceDefinition(Gossip), { Read: readGossip });
};
