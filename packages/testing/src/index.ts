export { eventually } from './eventually.js';
export { startNats } from './nats.js';
export type { NatsServer } from './nats.js';
export { freePort } from './ports.js';
export { startServerProcess } from './server-process.js';
export type { ServerCommand, ServerProcess } from './server-process.js';
export { temporaryDirectory } from './temporary.js';
export type { TemporaryDirectory } from './temporary.js';
