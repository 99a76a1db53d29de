/** What the edges are given; `app.module.ts` provides each under its own name. */
export const BUS = Symbol('bus');
export const DOCUMENTS = Symbol('documents');
export const IDEMPOTENCY = Symbol('idempotency');
export const IMPORTS = Symbol('imports');
export const LIVE = Symbol('live');
export const LOGGER = Symbol('logger');
export const CONFIG = Symbol('config');
export const CLOCK = Symbol('clock');
export const CHECKS = Symbol('checks');
export const API_REFERENCE = Symbol('api reference');

/** The present instant. */
export type Clock = () => Date;
