export * from './actor.js';
export * from './catalog.messages.js';
export * from './contract.messages.js';
export * from './matching.messages.js';
export * from './message.js';
export * from './notification.messages.js';
export * from './rejection.js';
export * from './values.js';
