import { reject } from '@lastmile/protocol';
import type { Started } from '../contract/contract.types.js';
import { chinaDayOf } from '../rules/days.decider.js';
import { ruleAt } from '../rules/rule-at.decider.js';
import { concludedOn, termsInForce } from '../performance/terms-in-force.decider.js';
import { reviewAmounts } from './amounts.decider.js';
import type { AmountReview } from './amounts.decider.js';
import { dossierGaps, mayFile } from './dossier.decider.js';
import type { DossierGap, FilingInput, RegistrationForm } from './dossier.decider.js';
import type { FiledDossier } from './registration.events.js';

/** The form with everything that the terms in force and the conclusion say. */
const formOf = (contract: Started, input: FilingInput): RegistrationForm => {
  const { content } = termsInForce(contract);
  const { priceMinor } = content;
  const { nonTechnicalMinor } = input;
  const rest = nonTechnicalMinor === undefined ? undefined : priceMinor - nonTechnicalMinor;
  const fields = {
    projectName: content.projectName,
    kind: content.kind,
    signedOn: concludedOn(contract),
    validFrom: content.validFrom,
    validTo: content.validTo,
    seller: input.seller,
    buyer: input.buyer,
    contractValueMinor: priceMinor,
    technologyValueMinor: input.technologyValueMinor ?? content.technologyValueMinor ?? rest,
    newInvestmentMinor: input.newInvestmentMinor ?? content.newInvestmentMinor,
    newOutputMinor: input.newOutputMinor ?? content.newOutputMinor,
    ...input.headings,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as unknown as RegistrationForm;
};

export interface Dossier {
  readonly form: RegistrationForm;
  readonly gaps: readonly DossierGap[];
  /** None as long as the technology value is not known. */
  readonly amounts?: AmountReview;
}

const amountsOf = (
  form: RegistrationForm,
  input: FilingInput,
  at: { region: string; date: string },
): AmountReview | undefined => {
  const { contractValueMinor = 0, technologyValueMinor } = form;
  if (technologyValueMinor === undefined) return undefined;
  const nonTechnicalMinor = input.nonTechnicalMinor ?? Math.max(0, contractValueMinor - technologyValueMinor);
  return reviewAmounts({ contractValueMinor, nonTechnicalMinor, technologyValueMinor }, at);
};

/** The dossier as it would be filed on that day: what it holds, what it lacks and who brings it, how its amounts look. */
export const dossierOf = (contract: Started, input: FilingInput, at: { region: string; date: string }): Dossier => {
  const form = formOf(contract, input);
  const documents = input.documents.map(({ document }) => document);
  const amounts = amountsOf(form, input, at);
  return { form, gaps: dossierGaps(form, { documents, situation: input.situation }), ...(amounts && { amounts }) };
};

/** The dossier to file. Refuses with DOSSIER_INCOMPLETE, naming what is missing and who brings it, or AMOUNTS_NOT_SOUND. */
export const completeDossier = (contract: Started, input: FilingInput, asked: { region: string; now: string }): FiledDossier => {
  const at = { region: asked.region, date: chinaDayOf(asked.now) };
  const { form, gaps, amounts } = dossierOf(contract, input, at);
  if (!mayFile(gaps) || !amounts) {
    const open = gaps.filter(({ isAdvised }) => !isAdvised);
    throw reject('DOSSIER_INCOMPLETE', {
      missing: open.map(({ what, problem, suppliedBy }) => `${what} (${problem}, ${suppliedBy})`),
    });
  }
  if (amounts.errors.length > 0) throw reject('AMOUNTS_NOT_SOUND', { errors: [...amounts.errors] });
  const { version: termsVersion, hash: termsHash } = termsInForce(contract);
  const once = ruleAt('single-registration', at.region, at.date).version;
  return {
    termsVersion,
    termsHash,
    form,
    documents: [...input.documents],
    situation: input.situation,
    warnings: [...amounts.warnings],
    ruleVersions: [amounts.ruleVersion, once],
  };
};
