export { eventually } from './eventually.js';
export { freePort } from './ports.js';
export { startServerProcess } from './server-process.js';
export type { ServerCommand, ServerProcess } from './server-process.js';
export { temporaryDirectory } from './temporary.js';
export type { TemporaryDirectory } from './temporary.js';
