import type { Indicator } from '@lastmile/protocol';
import { compares } from './comparison.js';
import type { Check, Checks, Look } from './draft.js';
import { exampleFor, quoted, quotedEn } from './draft.js';
import { substanceOf } from './reading.js';
import { moneyIn } from './suggestions.js';

const MOST_SHOWN = 5;

const names = {
  LISTING: { zh: '技术指标', en: 'technical figure' },
  DEMAND: { zh: '目标指标', en: 'target' },
} as const;

const unstructured = ({ draft, targets }: Look): ReturnType<Check> => {
  const found = targets.map(({ text }) => text);
  const indicators = targets.map(({ indicator }) => indicator);
  const shown = found.slice(0, MOST_SHOWN);
  const name = names[draft.kind];
  return {
    code: 'TARGETS_NOT_STRUCTURED',
    path: 'indicators',
    share: found.length / (found.length + draft.content.indicators.length),
    text: {
      zh: `把正文里的数值填入${name.zh}一栏，才能与对方逐项比较：${quoted(shown)}。`,
      en: `Enter the numbers of the text as ${name.en}s, so that they can be compared one by one: ${quotedEn(shown)}.`,
    },
    values: { found },
    indicators,
  };
};

const targets: Check = (look) => {
  if (look.targets.length > 0) return unstructured(look);
  if (look.draft.content.indicators.length > 0) return undefined;
  const name = names[look.draft.kind];
  const example = exampleFor(look, look.guide.quantities);
  return {
    code: 'NO_QUANTIFIED_TARGET',
    path: 'indicators',
    text: {
      zh: `没有带数值的${name.zh}。请至少写一项（名称、界限、数值、单位），例如：${example}。`,
      en: `No ${name.en} is given with a number. Give at least one (name, bound, value, unit), for example: ${example}.`,
    },
  };
};

const LEAST_ADVANTAGE = 4;

const advantage: Check = (look) => {
  const { draft } = look;
  if (draft.kind !== 'LISTING') return undefined;
  if (substanceOf(draft.content.advantage, '') >= LEAST_ADVANTAGE || compares(look.text)) return undefined;
  const example = exampleFor(look, look.guide.advantage);
  const claims = claimsOf(look).slice(0, 2);
  const own =
    claims.length > 0
      ? {
          zh: `例如现有方案的数值与${quoted(claims)}差多少；可以写成“${example}”`,
          en: `say what the present solution reaches where this has ${quotedEn(claims)}, in the manner of "${example}"`,
        }
      : { zh: `例如“${example}”`, en: `for example "${example}"` };
  return {
    code: 'NO_ADVANTAGE',
    path: 'advantage',
    text: {
      zh: `没有说明比现有方案好在哪里、值多少。请与对方正在用的办法比较，${own.zh}。`,
      en: `It does not say what it does better than the leading alternative, and what that is worth. Compare: ${own.en}.`,
    },
  };
};

const symbol = { GE: '≥', LE: '≤', EQ: '=', RANGE: '' } as const;
const writtenAs = ({ name, operator, value, upper, unit }: Indicator): string =>
  `${name}${symbol[operator]}${value}${operator === 'RANGE' ? `~${upper ?? ''}` : ''}${unit === '%' ? '' : ' '}${unit}`.trim();

const claimsOf = ({ draft, targets }: Look): string[] => [
  ...draft.content.indicators.map(writtenAs),
  ...targets.map(({ text }) => text),
];

const money: Check = (look) => {
  const { draft, text } = look;
  const isListing = draft.kind === 'LISTING';
  if (isListing ? draft.content.price : draft.content.budget?.max) return undefined;
  const onlyLeast = !isListing && draft.content.budget?.min !== undefined;
  const found = moneyIn(draft.kind, text);
  const [zh, en] = isListing ? ['价格或起价', 'a price or the price it starts from'] : ['预算范围', 'a budget range'];
  const hint = found
    ? {
        zh: `正文里写有“${found.word}”，请填入：${found.value.amount}元`,
        en: `The text says "${found.word}"; enter ${found.value.amount} CNY`,
      }
    : onlyLeast
      ? { zh: '只有下限，请再填预算上限', en: 'Only the least is given; state the most, too' }
      : isListing
        ? { zh: '例如 300000.00 元', en: 'For example 300000.00 CNY' }
        : { zh: '例如 300000.00 至 500000.00 元', en: 'For example from 300000.00 to 500000.00 CNY' };
  return {
    code: isListing ? 'NO_PRICE' : 'NO_BUDGET_RANGE',
    path: isListing ? 'price' : 'budget',
    share: onlyLeast ? 0.5 : 1,
    text: {
      zh: `写明${zh}，双方才知道是否谈得拢。${hint.zh}。`,
      en: `State ${en}, so that both sides know whether they can meet. ${hint.en}.`,
    },
    values: { found: found && [found.word], amount: found?.value.amount },
  };
};

export const valueChecks: Checks = { targets, advantage, money };
