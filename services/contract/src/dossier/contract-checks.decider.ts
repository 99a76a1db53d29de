import type { Content } from '../kinds/kind-tests.decider.js';
import type { CheckId, CheckResult } from '../checks/check.decider.js';
import type { Missing } from '../checks/finding.decider.js';
import type { Licence, LicenceScope } from '../checks/licence-overlap.decider.js';
import { checkBeforeSigning } from '../checks/pre-signing.decider.js';
import type { DealToSign } from '../checks/pre-signing.decider.js';
import type { CoOwner, Patent, RefusalHolder } from '../checks/rights.decider.js';
import type { Started } from '../contract/contract.types.js';
import type { StoredTerms } from '../negotiation/negotiation.events.js';
import type { ProposedTerms } from '../negotiation/negotiation.types.js';
import { currentNotice, pricingFactsOf } from '../pricing/pricing-state.decider.js';
import { chinaDayOf } from '../rules/days.decider.js';
import { declared, isStateUnit, marksOf, regionOf } from './declared.decider.js';
import type { Dossier } from './dossier.types.js';

/** What the terms deal with and where, when and for what it may be used. */
export const scopeOf = (terms: StoredTerms): LicenceScope => ({
  ip: [...new Set([...(terms.ip ?? []), ...(terms.patents ?? []).map(({ number }) => number)])],
  fields: terms.fields,
  territories: terms.territories,
  from: terms.validFrom,
  to: terms.validTo,
});

const contentOf = (terms: StoredTerms): Content => ({
  projectName: terms.projectName,
  scope: terms.scope,
  plan: terms.plan,
  confidentiality: terms.confidentiality,
  ownershipOfResults: terms.ownershipOfResults,
  acceptanceCriteria: terms.acceptanceCriteria,
  definitions: terms.definitions,
  price: terms.priceMinor,
  technologyValue: terms.technologyValueMinor,
  paymentPlan: terms.payment ?? terms.paymentPlan,
  accountInspection: terms.accountInspection,
  validFrom: terms.validFrom,
  validTo: terms.validTo,
  territory: terms.territories,
  usageManner: terms.usageManner,
  accessStaff: terms.accessStaff,
  patents: terms.patents,
  disputes: terms.disputes,
  newInvestment: terms.newInvestmentMinor,
  newOutput: terms.newOutputMinor,
  shareholding: terms.shareholding,
});

/** The patents of the terms, each in the state that the seller declared last. */
export const patentsOf = (terms: StoredTerms, dossier: Dossier): Patent[] => {
  const later = new Map((declared(dossier, 'PATENTS')?.patents ?? []).map((patent) => [patent.number, patent]));
  for (const patent of terms.patents ?? []) if (!later.has(patent.number)) later.set(patent.number, patent);
  return [...later.values()];
};

const coOwnersOf = (dossier: Dossier): CoOwner[] =>
  (declared(dossier, 'CO_OWNERS')?.ids ?? []).map((id) => ({
    id,
    consentRef: dossier.consents.find(({ coOwnerId }) => coOwnerId === id)?.reference,
  }));

/** An offer holds for the terms that it was made of. */
const holdersOf = (dossier: Dossier, termsHash: string): RefusalHolder[] =>
  (declared(dossier, 'REFUSAL_HOLDERS')?.holders ?? []).map((holder) => {
    const offer = dossier.offers.find((one) => one.holderId === holder.id && one.termsHash === termsHash);
    return { ...holder, offeredOn: offer?.offeredOn, answer: offer?.answer };
  });

const interestsOf = (contract: Started): DealToSign['interests'] => {
  const interests = declared(contract.dossier, 'INTERESTS');
  const marks = marksOf(contract.dossier);
  const notice = currentNotice(contract);
  const isMarkedInNotice =
    notice !== undefined && (!marks.isBuyerRelated || notice.isBuyerRelated) && (!marks.hasLeaders || notice.hasLeaders);
  const persons = (interests?.persons ?? []).map(({ subjectId: id, sealed: _, ...person }) => ({ id, ...person }));
  return { isBuyerRelated: interests?.isBuyerRelated, persons, isMarkedInNotice };
};

const dealToSign = (contract: Started, terms: ProposedTerms, liveLicences: readonly Licence[]): DealToSign => {
  const { content, hash } = terms;
  const { dossier } = contract;
  const secrecy = declared(dossier, 'SECRECY');
  return {
    kind: content.kind,
    facts: content.facts ?? {},
    content: contentOf(content),
    hasRoyalty: content.payment?.kind === 'ROYALTY',
    licenceMode: content.licenceMode,
    buyerId: contract.deal.parties.find(({ side }) => side === 'DEMAND')?.organisationId ?? '',
    scope: scopeOf(content),
    liveLicences,
    isUsedByLicensor: declared(dossier, 'OWN_USE')?.isUsed,
    refusalHolders: holdersOf(dossier, hash),
    coOwners: coOwnersOf(dossier),
    patents: patentsOf(content, dossier),
    termTo: content.validTo,
    secrecy: {
      isClassified: secrecy?.isClassified,
      touchesSecurity: secrecy?.touchesSecurity,
      isConfidentialityAgreed: content.confidentiality.trim() !== '',
    },
    interests: interestsOf(contract),
    diligence: { evidence: evidenceOf(dossier), isFreeOfIllegalGain: declared(dossier, 'NO_ILLEGAL_GAIN')?.isFree },
    improvements: content.improvements ?? {},
    unfairClauses: content.unfairClauses ?? [],
    pricing: pricingFactsOf(contract),
  };
};

const evidenceOf = (dossier: Dossier): DealToSign['diligence']['evidence'] =>
  dossier.evidence.map(({ element, sha256: hash }) => ({ element, hash }));

const movesRights = new Set(['ASSIGNMENT', 'LICENCE', 'EQUITY_CONTRIBUTION']);

/** What nobody has spoken of yet: silence is no declaration that there is none. */
const unsaid = ({ dossier }: Started, { kind, ...terms }: StoredTerms): [CheckId, string][] => [
  ...(declared(dossier, 'SELLER') ? [] : [['pricing', 'SELLER'] as [CheckId, string]]),
  ...(movesRights.has(kind) && !declared(dossier, 'CO_OWNERS') ? [['co-owner-consent', 'CO_OWNERS'] as [CheckId, string]] : []),
  ...(kind === 'ASSIGNMENT' && !declared(dossier, 'REFUSAL_HOLDERS')
    ? [['first-refusal', 'REFUSAL_HOLDERS'] as [CheckId, string]]
    : []),
  ...(movesRights.has(kind) && scopeOf({ kind, ...terms }).ip.length === 0
    ? [['patent-validity', 'ip'] as [CheckId, string]]
    : []),
];

const withUnsaid = (result: CheckResult, silent: readonly [CheckId, string][]): CheckResult => {
  const found = silent
    .filter(([check]) => check === result.check)
    .map(([, about]): Missing => ({ what: 'DECLARATION_MISSING', suppliedBy: 'SELLER', about }));
  return found.length === 0 ? result : { ...result, status: 'FAILED', missing: [...result.missing, ...found] };
};

/** Every check of a contract as it stands, at the seller's place and on the day. Pure: what lies outside comes with `liveLicences`. */
export const checkContract = (
  contract: Started,
  terms: ProposedTerms,
  given: { liveLicences: readonly Licence[]; now: string },
): CheckResult[] => {
  const at = { region: regionOf(contract.dossier), date: chinaDayOf(given.now) };
  const silent = unsaid(contract, terms.content);
  const results = checkBeforeSigning(dealToSign(contract, terms, given.liveLicences), at).map((one) => withUnsaid(one, silent));
  return isStateUnit(contract.dossier) ? results : results.filter(({ check }) => check !== 'due-diligence');
};
