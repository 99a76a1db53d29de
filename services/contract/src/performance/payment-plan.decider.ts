import { reject } from '@lastmile/protocol';
import type { Words } from '../rules/rule.decider.js';
import type { BasisPoints, IsoDate } from '../rules/rule.decider.js';

/** What a royalty is measured by (Civil Code, Art. 846). */
export const royaltyBases = {
  PRICE: { zh: '产品价格', en: 'price of the product' },
  NEW_OUTPUT: { zh: '新增产值', en: 'new output' },
  PROFIT: { zh: '利润', en: 'profit' },
  SALES: { zh: '销售额', en: 'sales' },
} as const satisfies Record<string, Words>;
export type RoyaltyBase = keyof typeof royaltyBases;

/** Fixed, or steps by the year of the contract (1 is the first); the first step begins in year 1. */
export type RoyaltyRate =
  | { readonly kind: 'FIXED'; readonly rate: BasisPoints }
  | {
      readonly kind: 'RISING' | 'FALLING';
      readonly steps: readonly { readonly fromYear: number; readonly rate: BasisPoints }[];
    };

/** When a part is due: on a day, or when a milestone is accepted. */
export type DueBy = { readonly on: IsoDate } | { readonly milestone: string };

/** Every amount in fen. `everyMonths`: how often the buyer states its base: 1, 3, 6 or 12. */
export type PaymentPlan =
  | { readonly kind: 'LUMP_SUM'; readonly amountMinor: number; readonly due: DueBy }
  | { readonly kind: 'INSTALMENTS'; readonly instalments: readonly { readonly amountMinor: number; readonly due: DueBy }[] }
  | {
      readonly kind: 'ROYALTY';
      /** Zero: no threshold. */
      readonly entryFeeMinor: number;
      readonly entryFeeDue?: DueBy;
      readonly base: RoyaltyBase;
      readonly rate: RoyaltyRate;
      readonly everyMonths: 1 | 3 | 6 | 12;
      readonly from: IsoDate;
      readonly to: IsoDate;
      readonly mayInspectAccounts: boolean;
      /** The most that is ever paid, the entry fee included. */
      readonly capMinor?: number;
    };

/** What is wrong with a plan, each with its names. */
export const planFindings = {
  AMOUNT_NOT_WHOLE_FEN: { zh: '金额须为正整数分', en: 'an amount is no positive whole fen' },
  SUM_IS_NOT_THE_PRICE: { zh: '各期之和不等于价款', en: 'the parts do not add up to the price' },
  NO_INSTALMENTS: { zh: '没有分期', en: 'there are no instalments' },
  INSTALMENTS_NOT_IN_ORDER: { zh: '分期日期须依次递增', en: 'the days of the instalments do not rise' },
  RATE_NOT_A_SHARE: { zh: '提成比例须在0至100%之间', en: 'a rate is no share between 0 and 100 %' },
  STEPS_NOT_FROM_YEAR_ONE: { zh: '比例须自第一年起', en: 'the steps do not begin in year 1' },
  STEPS_NOT_MONOTONE: { zh: '比例变化与递增或递减不符', en: 'the rates do not rise or fall as the plan says' },
  PERIOD_ENDS_BEFORE_IT_BEGINS: { zh: '提成期间止早于起', en: 'the royalty ends before it begins' },
  ACCOUNTS_NOT_OPEN: { zh: '提成须约定查阅会计账目的办法', en: 'a royalty needs the right to inspect accounts' },
  ENTRY_FEE_WITHOUT_DAY: { zh: '入门费没有支付时间', en: 'the entry fee has no day' },
  CAP_BELOW_ENTRY_FEE: { zh: '上限低于入门费', en: 'the cap lies below the entry fee' },
} as const satisfies Record<string, Words>;
export type PlanFinding = keyof typeof planFindings;

type Tests = [PlanFinding, boolean][];

const isAmount = (amount: number): boolean => Number.isSafeInteger(amount) && amount > 0;
const isRate = (rate: number): boolean => Number.isInteger(rate) && rate >= 0 && rate <= 10_000;
const sumOf = (amounts: readonly number[]): bigint => amounts.reduce((sum, amount) => sum + BigInt(Math.trunc(amount)), 0n);

const rateTests = (rate: RoyaltyRate): Tests => {
  if (rate.kind === 'FIXED') return [['RATE_NOT_A_SHARE', !isRate(rate.rate)]];
  const follows = (one: number, next: number): boolean => (rate.kind === 'RISING' ? one < next : one > next);
  const isMonotone = rate.steps.every((step, index) => {
    const next = rate.steps[index + 1];
    return next === undefined || (step.fromYear < next.fromYear && follows(step.rate, next.rate));
  });
  return [
    ['RATE_NOT_A_SHARE', rate.steps.some((step) => !isRate(step.rate) || !Number.isInteger(step.fromYear))],
    ['STEPS_NOT_FROM_YEAR_ONE', rate.steps[0]?.fromYear !== 1],
    ['STEPS_NOT_MONOTONE', !isMonotone],
  ];
};

const instalmentTests = (plan: Extract<PaymentPlan, { kind: 'INSTALMENTS' }>, priceMinor: number): Tests => {
  const amounts = plan.instalments.map(({ amountMinor }) => amountMinor);
  const days = plan.instalments.flatMap(({ due }) => ('on' in due ? [due.on] : []));
  return [
    ['NO_INSTALMENTS', amounts.length === 0],
    ['AMOUNT_NOT_WHOLE_FEN', !amounts.every(isAmount)],
    ['SUM_IS_NOT_THE_PRICE', amounts.every(isAmount) && sumOf(amounts) !== BigInt(priceMinor)],
    ['INSTALMENTS_NOT_IN_ORDER', days.some((day, index) => day >= (days[index + 1] ?? '9999'))],
  ];
};

const royaltyTests = (plan: Extract<PaymentPlan, { kind: 'ROYALTY' }>): Tests => [
  ['AMOUNT_NOT_WHOLE_FEN', plan.entryFeeMinor !== 0 && !isAmount(plan.entryFeeMinor)],
  ['ENTRY_FEE_WITHOUT_DAY', plan.entryFeeMinor > 0 && plan.entryFeeDue === undefined],
  ...rateTests(plan.rate),
  ['PERIOD_ENDS_BEFORE_IT_BEGINS', plan.to < plan.from],
  ['ACCOUNTS_NOT_OPEN', !plan.mayInspectAccounts],
  ['CAP_BELOW_ENTRY_FEE', plan.capMinor !== undefined && plan.capMinor < plan.entryFeeMinor],
];

const testsOf = (plan: PaymentPlan, priceMinor: number): Tests => {
  switch (plan.kind) {
    case 'LUMP_SUM':
      return [
        ['AMOUNT_NOT_WHOLE_FEN', !isAmount(plan.amountMinor)],
        ['SUM_IS_NOT_THE_PRICE', plan.amountMinor !== priceMinor],
      ];
    case 'INSTALMENTS':
      return instalmentTests(plan, priceMinor);
    case 'ROYALTY':
      return royaltyTests(plan);
  }
};

/** What is wrong with a plan against the price (fen); a royalty is not added up, its price is what it brings. Empty: it holds. */
export const reviewPlan = (plan: PaymentPlan, priceMinor: number): PlanFinding[] =>
  testsOf(plan, priceMinor)
    .filter(([, isFound]) => isFound)
    .map(([finding]) => finding);

/** Throws PAYMENT_PLAN_INVALID with every finding. */
export const assertPlan = (plan: PaymentPlan, priceMinor: number): void => {
  const missing = reviewPlan(plan, priceMinor);
  if (missing.length > 0) throw reject('PAYMENT_PLAN_INVALID', { missing });
};
