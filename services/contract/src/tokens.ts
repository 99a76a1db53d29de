import type { Documents } from '@lastmile/documents';
import type { CommandHandler, EventStore, HandleInput } from '@lastmile/eventsourcing/runtime';
import type { Contract, ContractCommand } from './contract/contract.decider.js';
import type { Keyring, KeyringCommand } from './keyring/keyring.decider.js';
import type { MatchIntroduced } from './processes/drafting.process.js';

/** What the edges are given; `app.module.ts` provides each under its own name. */
export const CONTRACTS = Symbol('contracts');
export const KEYRINGS = Symbol('keyrings');
export const DRAFTING = Symbol('drafting');
export const DOCUMENTS = Symbol('documents');
export const STORE = Symbol('store');
export const CLOCK = Symbol('clock');

export type Contracts = CommandHandler<Contract, ContractCommand>;
export type Keyrings = CommandHandler<Keyring, KeyringCommand>;
export type Drafting = HandleInput<MatchIntroduced>;
/** The present instant, ISO 8601 UTC. */
export type Clock = () => string;
export type { Documents, EventStore };
