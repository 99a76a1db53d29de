import type { ErasureEvent } from './erasure.events.js';

type Erased = Omit<ErasureEvent, 'type'>;

/** Whether the key of a person was destroyed, by whom and why. */
export interface Erasure {
  erased?: Erased;
}
export type ErasureCommand = {
  type: 'EraseSubject';
  organisationId: string;
  reason: Erased['reason'];
  now: string;
};
