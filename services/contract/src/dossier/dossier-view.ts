import type { ContractView } from '@lastmile/protocol';
import type { Dossier } from './dossier.types.js';

type View = NonNullable<ContractView['dossier']>;

/** What was declared and shown, for the parties and those who oversee. */
export const dossierView = ({ declarations, consents, offers, evidence }: Dossier): View => ({
  declarations: Object.values(declarations),
  consents: consents.map(({ recordedBy: _, ...consent }) => consent),
  offers: offers.map(({ ruleVersion: _, ...offer }) => offer),
  evidence: evidence.map(({ evidenceId: id, recordedBy: _, ...item }) => ({ id, ...item })),
});
