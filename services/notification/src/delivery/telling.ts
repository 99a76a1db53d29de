import type { BodyOf, contractEvents, EventMessage } from '@lastmile/protocol';
import type { Notice } from './delivery.events.js';

/** Who is told, about what, and what the translated sentence needs. Titles and figures only: never who the other party is. */
export type Telling = Pick<Notice, 'organisationId' | 'subject' | 'facts'>;
export type Facts = Notice['facts'];

export interface Route {
  readonly message: EventMessage;
  /** The event's name in the published language, in kebab-case; the portal holds one sentence for each. */
  readonly kind: string;
  tell(body: unknown): Telling[];
}

export const route = <Body>(message: EventMessage<Body>, kind: string, tell: (body: Body) => Telling[]): Route => ({
  message,
  kind,
  tell: (body) => tell(message.body.parse(body)),
});

type ContractFact = BodyOf<typeof contractEvents.contractDrafted>;

/** `side` is the reader's own. */
export const tellParties = (contract: ContractFact, facts: Facts = {}, except?: string): Telling[] =>
  contract.parties
    .filter(({ organisationId }) => organisationId !== except)
    .map(({ organisationId, side }) => ({
      organisationId,
      subject: { type: 'CONTRACT', id: contract.contractId },
      facts: { title: contract.title, side, ...facts },
    }));
