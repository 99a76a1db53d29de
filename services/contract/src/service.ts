import type { Documents } from '@lastmile/documents';
import type { CommandHandler, EventStore, HandleInput } from '@lastmile/eventsourcing/runtime';
import type { Contract, ContractCommand } from './contract/contract.types.js';
import type { Ledger } from './ledger/ledger.recorder.js';
import type { Keyring, KeyringCommand } from './keyring/keyring.types.js';
import type { MatchIntroduced } from './processes/drafting.process.js';

/** Injection token of `Service`. */
export const SERVICE = Symbol('service');

/** What the edges work with; made in `app.module.ts`. */
export interface Service {
  contracts: CommandHandler<Contract, ContractCommand>;
  keyrings: CommandHandler<Keyring, KeyringCommand>;
  drafting: HandleInput<MatchIntroduced>;
  ledger: Ledger;
  documents: Documents;
  store: EventStore;
  /** The present instant, ISO 8601 UTC. */
  clock(): string;
}
