import { cooperationModeNames, marketFieldNames } from '@lastmile/protocol';
import type { CooperationMode } from '@lastmile/protocol';
import type { Check, Checks, Look } from './draft.js';
import { quoted, quotedEn } from './draft.js';
import { fieldOf, modesIn, readinessIn } from './suggestions.js';

/** The same day some years on; the last of February for the day that leap years alone have. */
const dayAfter = ({ today, policy }: Look): string => {
  const year = Number(today.slice(0, 4)) + policy.exampleYears;
  return `${year}${today.slice(4).replace('-02-29', '-02-28')}`;
};

const field: Check = ({ draft, title, text }) => {
  if (draft.content.field) return undefined;
  const suggested = fieldOf(title, text);
  const name = marketFieldNames[suggested ?? 'NEW_MATERIALS'];
  return {
    code: 'NO_FIELD',
    path: 'field',
    text: suggested
      ? {
          zh: `选择技术领域：内容看起来属于“${name.zh}”。`,
          en: `Choose the field of technology: the text looks like "${name.en}".`,
        }
      : {
          zh: `选择技术领域，例如“${name.zh}”，按领域查找的人才能看到。`,
          en: `Choose the field of technology, for example "${name.en}", so that whoever looks by field finds it.`,
        },
    values: { suggested },
  };
};

const readiness: Check = ({ draft, whole }) => {
  if (draft.content.readinessLevel !== undefined) return undefined;
  const found = readinessIn(whole);
  const [zh, en] =
    draft.kind === 'LISTING'
      ? ['已达到的技术就绪度', 'the readiness reached']
      : ['最低可接受的技术就绪度', 'the least readiness that is of use'];
  const hint = found
    ? {
        zh: `正文提到“${found.word}”，大约是${found.value}级`,
        en: `The text says "${found.word}", which is about level ${found.value}`,
      }
    : {
        zh: '实验室验证为4级，中试为6级，示范为7级，定型为8级',
        en: 'Proved in the laboratory is 4, pilot 6, demonstration 7, final product 8',
      };
  return {
    code: 'NO_READINESS',
    path: 'readinessLevel',
    text: { zh: `填写${zh}（1–9级）。${hint.zh}。`, en: `Give ${en} (1–9). ${hint.en}.` },
    values: { suggested: found?.value, word: found?.word },
  };
};

const modes: Check = ({ draft, whole }) => {
  if (draft.content.modes.length > 0) return undefined;
  const found = modesIn(whole);
  const suggested = found.map(({ value }) => value);
  const example: CooperationMode[] = suggested.length > 0 ? suggested : ['LICENCE', 'DEVELOPMENT_COOPERATIVE'];
  const words = found.map(({ word }) => word);
  const named = {
    zh: example.map((mode) => cooperationModeNames[mode].zh).join('、'),
    en: example.map((mode) => cooperationModeNames[mode].en).join(', '),
  };
  const [zh, en] = draft.kind === 'LISTING' ? ['可提供的', 'offered'] : ['希望的', 'wanted'];
  return {
    code: 'NO_MODE',
    path: 'modes',
    text:
      words.length > 0
        ? {
            zh: `选择${zh}合作方式：正文提到${quoted(words)}，可选${named.zh}。`,
            en: `Choose the modes of cooperation that are ${en}: the text says ${quotedEn(words)}, so: ${named.en}.`,
          }
        : {
            zh: `选择${zh}合作方式，例如${named.zh}。`,
            en: `Choose the modes of cooperation that are ${en}, for example ${named.en}.`,
          },
    values: { suggested },
  };
};

const region: Check = ({ draft }) =>
  draft.content.region
    ? undefined
    : {
        code: 'NO_REGION',
        path: 'region',
        text: {
          zh: '填写所在地的六位行政区划代码，例如 110108（北京市海淀区），便于就近对接。',
          en: 'Give the six-digit code of the place, for example 110108 (Haidian, Beijing), so that near partners are found first.',
        },
      };

const deadline: Check = (look) => {
  const { draft, today } = look;
  if (draft.kind !== 'DEMAND') return undefined;
  const given = draft.content.deadline;
  if (given && given >= today) return undefined;
  const example = dayAfter(look);
  return {
    code: 'NO_DEADLINE',
    path: 'deadline',
    text: given
      ? {
          zh: `完成期限 ${given} 已过，请填写新的期限，例如 ${example}。`,
          en: `The deadline ${given} is over; give a new one, for example ${example}.`,
        }
      : { zh: `填写希望解决的期限，例如 ${example}。`, en: `Say by when it has to be solved, for example ${example}.` },
    values: { passed: given, example },
  };
};

const validity: Check = (look) => {
  const { draft, today } = look;
  const given = draft.content.validUntil;
  if (given && given >= today) return undefined;
  const example = dayAfter(look);
  return {
    code: 'NO_VALIDITY',
    path: 'validUntil',
    text: given
      ? {
          zh: `有效期 ${given} 已过，不再参与匹配。请延长，例如到 ${example}。`,
          en: `It was valid until ${given} and is offered to nobody any more; renew it, for example until ${example}.`,
        }
      : {
          zh: `填写有效期，例如到 ${example}，对方才知道信息没有过时。`,
          en: `Say until when it is valid, for example ${example}, so that others know it is not stale.`,
        },
    values: { passed: given, example },
  };
};

export const formChecks: Checks = { field, readiness, modes, region, deadline, validity };
