import type { DealKind, LicenceMode, UnfairClause } from '@lastmile/protocol';
import { licenceModeOf, testContent, testKind, testLicenceMode } from '../kinds/kind-tests.decider.js';
import type { Content } from '../kinds/kind-tests.decider.js';
import type { KindFacts } from '../kinds/kind.decider.js';
import { ruleAt } from '../rules/rule-at.decider.js';
import type { IsoDate } from '../rules/rule.decider.js';
import { resultOf } from './check.decider.js';
import type { At, CheckResult } from './check.decider.js';
import { checkClauses, checkImprovements } from './clauses.decider.js';
import type { ImprovementClause } from './clauses.decider.js';
import type { Missing } from './finding.decider.js';
import { checkDiligence, checkInterests, checkSecrecy } from './integrity.decider.js';
import type { DiligenceEvidence, InterestDeclaration, SecrecyDeclaration } from './integrity.decider.js';
import { checkAssignedLicences, checkLicenceOverlap } from './licence-overlap.decider.js';
import type { Licence, LicenceScope } from './licence-overlap.decider.js';
import { checkCoOwners, checkFirstRefusal, checkPatents } from './rights.decider.js';
import type { CoOwner, Patent, RefusalHolder } from './rights.decider.js';

/** How the price came about; only state-founded units are bound to the three modes (Transfer law, Art. 18). */
export interface PricingFacts {
  readonly isStateUnit: boolean;
  readonly mode?: 'AGREED_PRICE' | 'LISTED_SALE' | 'AUCTION';
  /** The price is settled, the sale won, the hammer fallen. */
  readonly isDone: boolean;
  readonly isNoticeClosed: boolean;
}

/** Everything that the checks look at. Lists may be empty: whoever asks states what there is. */
export interface DealToSign {
  readonly kind: DealKind;
  readonly facts: KindFacts;
  readonly content: Content;
  readonly hasRoyalty: boolean;
  readonly licenceMode?: LicenceMode;
  /** Who gets the right, and what it covers. */
  readonly buyerId: string;
  readonly scope: LicenceScope;
  readonly liveLicences: readonly Licence[];
  readonly isUsedByLicensor?: boolean;
  readonly refusalHolders: readonly RefusalHolder[];
  readonly coOwners: readonly CoOwner[];
  readonly patents: readonly Patent[];
  readonly termTo?: IsoDate;
  readonly secrecy: SecrecyDeclaration;
  readonly interests: InterestDeclaration;
  readonly diligence: { readonly evidence: readonly DiligenceEvidence[]; readonly isFreeOfIllegalGain?: boolean };
  readonly improvements: ImprovementClause;
  readonly unfairClauses: readonly UnfairClause[];
  readonly pricing: PricingFacts;
}

/** A state-founded unit's price came about in one of the three ways, an agreed one after its notice. */
export const checkPricing = (pricing: PricingFacts, at: At): CheckResult => {
  const missing: Missing[] = [];
  if (pricing.isStateUnit && !(pricing.mode && pricing.isDone)) missing.push({ what: 'PRICING_NOT_DONE', suppliedBy: 'UNIT' });
  const isNoticeNeeded = pricing.isStateUnit && pricing.mode === 'AGREED_PRICE';
  if (isNoticeNeeded && !pricing.isNoticeClosed) missing.push({ what: 'NOTICE_NOT_CLOSED', suppliedBy: 'UNIT' });
  return resultOf('pricing', ruleAt('pricing-modes', at.region, at.date), missing);
};

const licenceChecks = (deal: DealToSign, at: At): CheckResult[] => {
  if (deal.kind === 'ASSIGNMENT' || deal.kind === 'EQUITY_CONTRIBUTION') {
    return [checkAssignedLicences(deal.scope, deal.liveLicences, at)];
  }
  if (deal.kind !== 'LICENCE') return [];
  const { mode } = licenceModeOf(deal.licenceMode, at);
  const fresh: Licence = { ...deal.scope, id: '', licenseeId: deal.buyerId, mode };
  const { liveLicences: live, isUsedByLicensor } = deal;
  return [testLicenceMode(deal.licenceMode, at), checkLicenceOverlap(fresh, { live, isUsedByLicensor }, at)];
};

/** Every check before signing, in the order in which they are shown. Pure: the same deal, place and day give the same answer. */
export const checkBeforeSigning = (deal: DealToSign, at: At): CheckResult[] => {
  const { kind, content, hasRoyalty, patents } = deal;
  const { mode } = licenceModeOf(deal.licenceMode, at);
  return [
    testKind(kind, deal.facts, at),
    testContent(kind, { content, hasRoyalty, hasPatents: patents.length > 0 }, at),
    ...licenceChecks(deal, at),
    checkFirstRefusal(kind, deal.refusalHolders, at),
    checkCoOwners({ kind, mode }, deal.coOwners, at),
    checkPatents(patents, deal.termTo, at),
    checkSecrecy(deal.secrecy, at),
    checkInterests(deal.interests, at),
    checkDiligence(deal.diligence, at),
    checkImprovements(deal.improvements, at),
    checkClauses({ clauses: deal.unfairClauses, improvements: deal.improvements }, at),
    checkPricing(deal.pricing, at),
  ];
};
