import type { Attachments, AttachmentsCommand, AttachmentsEvent } from '../attachments/attachments.types.js';
import type { DeadlinesCommand, DeadlinesEvent, Reminders } from '../deadlines/deadlines.types.js';
import type { Evidence, EvidenceCommand, EvidenceEvent } from '../evidence/evidence.types.js';
import type { Dossier, DossierCommand, DossierEvent } from '../dossier/dossier.types.js';
import type { Pricing, PricingCommand, PricingEvent } from '../pricing/pricing.types.js';
import type { Negotiation, NegotiationCommand, NegotiationEvent } from '../negotiation/negotiation.types.js';
import type { Signing, SigningCommand, SigningEvent } from '../signing/signing.types.js';
import type { Registration, RegistrationEvent, RegistrationPartCommand } from '../registration/registration.types.js';
import type { Performance, PerformanceCommand, PerformanceEvent } from '../performance/performance.types.js';
import type { Amendment, AmendmentCommand, AmendmentEvent } from '../performance/amendment.types.js';
import type { Termination, TerminationCommand, TerminationEvent } from '../performance/termination.types.js';
import type { Dispute, DisputeCommand, DisputeEvent } from '../dispute/dispute.types.js';
import type { Income, IncomeCommand, IncomeEvent } from '../income/income.types.js';
import type { DealStatus } from '../lifecycle/life.decider.js';

export interface Party {
  organisationId: string;
  side: 'SUPPLY' | 'DEMAND';
}
export interface Deal {
  matchId: string;
  listingId: string;
  demandId: string;
  title: string;
  parties: Party[];
}

/** What each part of a contract's life knows; a part writes its own slice and reads all of them. */
export interface Slices {
  negotiation: Negotiation;
  signing: Signing;
  deadlines: Reminders;
  dossier: Dossier;
  pricing: Pricing;
  evidence: Evidence;
  attachments: Attachments;
  registration: Registration;
  performance: Performance;
  amendment: Amendment;
  termination: Termination;
  dispute: Dispute;
  income: Income;
}

/** A contract from its draft on. Plain JSON: the read model keeps it as it is. */
export interface Started extends Slices {
  status: DealStatus;
  deal: Deal;
  draftedAt: string;
}
export type Contract = { status: 'NONE' } | Started;

export type ContractDrafted = { type: 'ContractDrafted'; draftedAt: string } & Deal;
type AfterSignatureCommand =
  RegistrationPartCommand | PerformanceCommand | AmendmentCommand | TerminationCommand | DisputeCommand | IncomeCommand;
type AfterSignatureEvent = RegistrationEvent | PerformanceEvent | AmendmentEvent | TerminationEvent | DisputeEvent | IncomeEvent;

/** What the parts decide; the draft comes before every part. */
export type PartCommand =
  | AfterSignatureCommand
  | AttachmentsCommand
  | DeadlinesCommand
  | DossierCommand
  | PricingCommand
  | EvidenceCommand
  | NegotiationCommand
  | SigningCommand;
export type PartEvent =
  | AfterSignatureEvent
  | AttachmentsEvent
  | DeadlinesEvent
  | DossierEvent
  | PricingEvent
  | EvidenceEvent
  | NegotiationEvent
  | SigningEvent;

export type ContractCommand = { type: 'DraftContract'; deal: Deal; now: string } | PartCommand;
export type ContractEvent = ContractDrafted | PartEvent;

/**
 * One part of the life: which commands it decides and which events it folds, all of them by type. `decide` reads the whole contract and
 * answers with events of its own; `evolve` changes its own slice alone.
 */
export interface Part<Slice, Command extends { type: string }, Event extends { type: string }> {
  readonly initial: Slice;
  readonly commands: Readonly<Record<Command['type'], true>>;
  readonly events: Readonly<Record<Event['type'], true>>;
  decide(command: Command, contract: Started): Event[];
  evolve(slice: Slice, event: Event): Slice;
}
