import type { DiligenceElement, JurisdictionName } from '@lastmile/protocol';

/** A text shown to people, in both languages of the platform. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** `YYYY-MM-DD`, a day in China; dates compare as texts. */
export type IsoDate = string;

/** Parts of ten thousand: 7000 is 70 %. */
export type BasisPoints = number;

/** Days as a rule counts them. Working days are Monday to Friday: public holidays are no data of the platform. */
export type DayCount = { readonly days: number; readonly counting: 'CALENDAR' | 'WORKING' };

/** Lowest rewards of those who made and transferred an achievement (each "at least"). */
export interface IncomeFloor {
  /** Of the net income of an assignment or a licence. */
  readonly netIncome: BasisPoints;
  /** Of the shares or stake that the achievement became. */
  readonly equity: BasisPoints;
  /** Of the yearly operating profit of own or joint exploitation, for this many years. */
  readonly ownExploitation: { readonly profit: BasisPoints; readonly yearsAtLeast: number; readonly yearsAtMost: number };
  /** A standard that the unit may choose (`MAY`), or one that its own rules must keep too (`BINDS_STATE_UNITS`). */
  readonly force: 'MAY' | 'BINDS_STATE_UNITS';
}

/** A public notice: at least this long, in these places, saying these things. A unit's own rule may only be longer. */
export interface NoticeRule {
  readonly daysAtLeast: number;
  /** False where no law sets the number and the platform's default stands in. */
  readonly isStatutory: boolean;
  readonly places: readonly ('UNIT' | 'TECHNOLOGY_MARKET')[];
  readonly contents: readonly NoticeContent[];
}
export type NoticeContent =
  'NAME' | 'ABSTRACT' | 'TRANSFER_MODE' | 'PRICE' | 'OBJECTION_PROCEDURE' | 'OBJECTION_OUTCOME' | 'RELATED_BUYER' | 'REWARD';

/** How long a registration office may take, counted from acceptance of a complete filing. */
export interface RegistrationLimit extends DayCount {
  /** Filings of at least this technology value (fen), or disputed ones, go to experts and take this long. */
  readonly expertReview?: DayCount & { readonly technologyValueFromMinor: number };
}

/** A rule without a number: what must hold, in our own words. */
export interface Requirement {
  readonly requires: Words;
}

/** What each rule says. One entry a rule id; adding an id here asks for its names in `rule-names.decider.ts`. */
export interface RuleValues {
  'income-floor': IncomeFloor;
  'income-lowest-bound': { readonly netIncome: BasisPoints };
  'price-notice': NoticeRule;
  'reward-notice': NoticeRule;
  'pricing-modes': { readonly modes: readonly ('AGREED_PRICE' | 'LISTED_SALE' | 'AUCTION')[] };
  'registration-limit': RegistrationLimit;
  'registration-practice': DayCount;
  'single-registration': Requirement;
  'contract-number': { readonly pattern: string };
  'technology-share-band': { readonly low: BasisPoints; readonly high: BasisPoints };
  'self-transfer': { readonly yearsAfterRegistration: number };
  'use-right-term': { readonly yearsAtLeast: number };
  'first-refusal': { readonly daysToAnswer: number; readonly requires: Words };
  'pay-later': { readonly yearsAfterEffectAtLeast: number };
  'tax-information': { readonly notes: readonly Words[] };
  'due-diligence': { readonly elements: readonly DiligenceElement[] };
  'licence-mode-default': { readonly mode: 'NON_EXCLUSIVE'; readonly subLicence: 'NON_EXCLUSIVE' };
  'licence-exclusivity': Requirement;
  'patent-in-force': Requirement;
  'co-owner-consent': Requirement;
  'secrecy-clearance': Requirement;
  'conflict-declaration': Requirement;
  'unfair-clauses': Requirement;
  'improvement-ownership': Requirement;
  'contract-content': Requirement;
  'contract-kind': Requirement;
  'equity-registration': Requirement;
}
export type RuleId = keyof RuleValues;

/** Who sets the rule: law in force, an office's or pilot's practice, the platform itself; a draft is never in force. */
export type Standing = 'IN_FORCE' | 'PRACTICE' | 'PLATFORM' | 'DRAFT';

export interface Source {
  readonly law: Words;
  /** Article, or what stands for it; empty only for the platform's own defaults. */
  readonly article: string;
  /** What the text says, in our own words. */
  readonly says: Words;
}

/** One version of one rule in one jurisdiction. Versions are only ever added: see `rules.spec.ts`. */
export interface RuleOf<Id extends RuleId> {
  readonly id: Id;
  readonly jurisdiction: Jurisdiction;
  readonly validFrom: IsoDate;
  /** Last day in force, where it was known from the start; when left out, in force until the next version begins. */
  readonly validTo?: IsoDate;
  readonly value: RuleValues[Id];
  readonly source: Source;
  readonly standing: Standing;
  /** Whether the primary text was read in full. */
  readonly status: 'VERIFIED' | 'TO_BE_VERIFIED';
}
export type Rule = { [Id in RuleId]: RuleOf<Id> }[RuleId];

/** Where rules differ; `region` is the GB/T 2260 code that it covers. */
export const jurisdictions = {
  national: { region: '000000', zh: '全国', en: 'China' },
  beijing: { region: '110000', zh: '北京市', en: 'Beijing' },
  'tianjin-nankai': { region: '120104', zh: '天津市南开区', en: 'Nankai District, Tianjin' },
  zhejiang: { region: '330000', zh: '浙江省', en: 'Zhejiang' },
  shandong: { region: '370000', zh: '山东省', en: 'Shandong' },
} as const satisfies Record<JurisdictionName, Words & { region: string }>;
export type Jurisdiction = JurisdictionName;
