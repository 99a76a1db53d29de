/** What a browser may load: code lists with their names, and who may use which route. Nothing here needs zod. */
export * from './access.js';
export * from './codes.js';
export * from './deal-codes.js';
export * from './provinces.js';
