import type { DealStatus } from '../lifecycle/life.decider.js';
import type { PartEvent } from './contract.types.js';

/** Where the deal stands after an event; an event without a row leaves it where it is. */
const statusAfter: Partial<Record<PartEvent['type'], DealStatus>> = {
  TermsProposed: 'DRAFTED',
  TermsAgreed: 'AGREED',
  ContractSigned: 'SIGNING',
  ContractConcluded: 'CONCLUDED',
};

export const dealStatusAfter = (status: DealStatus, event: PartEvent): DealStatus => statusAfter[event.type] ?? status;
