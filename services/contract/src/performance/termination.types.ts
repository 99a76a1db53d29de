import type { z } from 'zod';
import type { contractTerminated, terminationGrounds, terminationProposed } from './termination.events.js';

export type TerminationGround = (typeof terminationGrounds)[number];

export interface Termination {
  readonly proposedBy?: string;
  readonly reasons?: string;
  readonly ended?: z.infer<typeof contractTerminated>;
}

export interface TerminationCommand {
  type: 'Terminate';
  organisationId: string;
  /** AGREEMENT is proposed by the first and made by the other; CAUSE takes effect by itself. */
  way: 'AGREEMENT' | 'CAUSE';
  ground?: TerminationGround;
  reasons: string;
  now: string;
}

export type TerminationEvent =
  | ({ type: 'TerminationProposed' } & z.infer<typeof terminationProposed>)
  | ({ type: 'ContractTerminated' } & z.infer<typeof contractTerminated>);
