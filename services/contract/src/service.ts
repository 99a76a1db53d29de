import type { Documents } from '@lastmile/documents';
import type { CommandHandler, EventStore, HandleInput } from '@lastmile/eventsourcing/runtime';
import type { Contract, ContractCommand } from './contract/contract.types.js';
import type { PlatformCalendar } from './calendar/calendar.js';
import type { Calendar, CalendarCommand } from './calendar/calendar.types.js';
import type { Vault } from './attachments/vault.js';
import type { ErasureCommand, Erasure } from './subjects/erasure.types.js';
import type { Filing, FilingCommand } from './filing/filing.decider.js';
import type { Printer } from './document/printer.js';
import type { Cosignatures } from './ledger/cosignatures.js';
import type { Ledger } from './ledger/ledger.recorder.js';
import type { Keyring, KeyringCommand } from './keyring/keyring.types.js';
import type { Rights, RightsCommand } from './rights/rights.types.js';
import type { MatchIntroduced } from './processes/drafting.process.js';

/** Injection token of `Service`. */
export const SERVICE = Symbol('service');

/** What the edges work with; made in `app.module.ts`. */
export interface Service {
  contracts: CommandHandler<Contract, ContractCommand>;
  keyrings: CommandHandler<Keyring, KeyringCommand>;
  rights: CommandHandler<Rights, RightsCommand>;
  calendars: CommandHandler<Calendar, CalendarCommand>;
  filings: CommandHandler<Filing, FilingCommand>;
  erasures: CommandHandler<Erasure, ErasureCommand>;
  /** Undefined where no master key is set. */
  vault?: Vault;
  calendar: PlatformCalendar;
  drafting: HandleInput<MatchIntroduced>;
  ledger: Ledger;
  cosignatures: Cosignatures;
  printer: Printer;
  documents: Documents;
  store: EventStore;
  /** The present instant of the platform's calendar, ISO 8601 UTC. */
  clock(): string;
}
