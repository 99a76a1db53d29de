import { publicMessage } from '@lastmile/eventsourcing';
import type { EventMeta, PublicMessage } from '@lastmile/eventsourcing';
import { catalogEvents, demandContentSchema, fromMinorUnits, toMinorUnits } from '@lastmile/protocol';
import type { DemandContent } from '@lastmile/protocol';
import { isClassified } from '../lifecycle/lifecycle.decider.js';
import type { DemandDescription, DemandEvent } from './demand.events.js';

type Budget = NonNullable<DemandContent['budget']>;
type BudgetInFen = NonNullable<DemandDescription['budgetInFen']>;

const toFen = ({ min, max }: Budget): BudgetInFen => ({
  ...(min && { min: toMinorUnits(min) }),
  ...(max && { max: toMinorUnits(max) }),
});

const fromFen = ({ min, max }: BudgetInFen): Budget => ({
  ...(min !== undefined && { min: fromMinorUnits(min) }),
  ...(max !== undefined && { max: fromMinorUnits(max) }),
});

export const toDemandDescription = ({ budget, ...rest }: DemandContent): DemandDescription => ({
  ...rest,
  ...(budget && { budgetInFen: toFen(budget) }),
});

export const toDemandPatch = ({ budget, ...rest }: Partial<DemandContent>): Partial<DemandDescription> => ({
  ...rest,
  ...(budget && { budgetInFen: toFen(budget) }),
});

export const toDemandContent = ({ budgetInFen, ...rest }: DemandDescription): DemandContent => ({
  ...rest,
  ...(budgetInFen && { budget: fromFen(budgetInFen) }),
});

/** Of what is classified no more goes out than that it is. */
const toDemandFact = (description: DemandDescription): DemandContent =>
  isClassified(description)
    ? demandContentSchema.parse({ title: description.title, secrecy: 'CLASSIFIED' })
    : toDemandContent(description);

/** The whole state goes out, so that nobody has to ask back. Drafts stay at home; a contract closes like a withdrawal. */
export const demandToPublic = (event: DemandEvent, { id, revision }: EventMeta): PublicMessage | undefined => {
  const record = { demandId: id, revision, organisationId: event.organisationId };
  switch (event.type) {
    case 'DemandDrafted':
    case 'DemandDraftRevised':
      return undefined;
    case 'DemandPublished':
      return publicMessage(catalogEvents.demandPublished, { ...record, content: toDemandFact(event.content) });
    case 'DemandRevised':
    case 'DemandRenewed':
      return publicMessage(catalogEvents.demandRevised, { ...record, content: toDemandFact(event.content) });
    case 'DemandWithdrawn':
      return publicMessage(catalogEvents.demandWithdrawn, { ...record, title: event.title, reason: event.reason });
    case 'DemandContracted':
      return publicMessage(catalogEvents.demandWithdrawn, { ...record, title: event.title, reason: 'CONTRACTED' });
  }
};
