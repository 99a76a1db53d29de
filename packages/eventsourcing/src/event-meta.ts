import type { Actor } from '@lastmile/protocol';

/** What is known of a stored event besides its data. `at` is the time of the store (ISO); positions and revisions are whole numbers. */
export interface EventMeta {
  readonly eventId: string;
  readonly stream: string;
  /** The stream without its category: `contract-42` gives `42`. */
  readonly id: string;
  readonly revision: number;
  readonly position: number;
  readonly at: string;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly trace: { readonly traceparent?: string };
}
