import type { Check, Checks } from './draft.js';
import { exampleFor, quoted, quotedEn } from './draft.js';
import { isGenericTitle, sizeOf, substanceOf } from './reading.js';
import { keywordsOf } from './suggestions.js';

const KEYWORDS_IN_TITLE = 3;
const KEYWORDS = 5;

const titleExample = { zh: '海上风电塔筒用石墨烯防腐涂料', en: 'Graphene anticorrosion coating for offshore wind towers' };

const title: Check = (look) => {
  const isGeneric = isGenericTitle(look.title);
  if (!isGeneric && sizeOf(look.title) >= look.policy.titleSize) return undefined;
  const suggested = keywordsOf('', look.text, KEYWORDS)
    .filter((word) => !look.title.toLowerCase().includes(word.toLowerCase()))
    .slice(0, KEYWORDS_IN_TITLE);
  const example = exampleFor(look, titleExample);
  const from =
    suggested.length > 0
      ? { zh: `可以用上正文里的${quoted(suggested)}`, en: `the text offers ${quotedEn(suggested)}` }
      : { zh: `例如“${example}”`, en: `for example "${example}"` };
  const lack = isGeneric
    ? { zh: '都是通用词，看不出是什么技术', en: 'holds generic words only' }
    : { zh: '太短', en: 'is too short' };
  return {
    code: isGeneric ? 'TITLE_GENERIC' : 'TITLE_TOO_SHORT',
    path: 'title',
    text: {
      zh: `标题“${look.title}”${lack.zh}。请写明对象、方法和用途，${from.zh}。`,
      en: `The title "${look.title}" ${lack.en}. Name the object, the method and the use: ${from.en}.`,
    },
    values: { suggested },
  };
};

const content = {
  LISTING: {
    zh: '解决什么问题、怎样做到、已达到什么程度、用在哪里',
    en: 'which problem it solves, how, what has been reached and where it is used',
  },
  DEMAND: {
    zh: '现在怎么做、差在哪里、试过什么、要达到什么',
    en: 'how it is done now, what is wrong with it, what was tried and what is to be reached',
  },
} as const;

const text: Check = ({ draft, policy, language, title, text }) => {
  const { least, enough } = policy.text[language];
  const length = substanceOf(text, title);
  if (length >= enough) return undefined;
  const wanted = content[draft.kind];
  const path = draft.kind === 'LISTING' ? 'abstract' : 'content';
  const unit = language === 'zh' ? { zh: '字', en: 'characters' } : { zh: '个词', en: 'words' };
  if (length < least)
    return {
      code: 'TEXT_MISSING',
      path,
      text: {
        zh: `正文没有说出标题以外的内容。请写明${wanted.zh}，约${enough}${unit.zh}。`,
        en: `The text says nothing beyond the title. Write ${wanted.en}, in some ${enough} ${unit.en}.`,
      },
      values: { length, wanted: enough },
    };
  return {
    code: 'TEXT_TOO_SHORT',
    path,
    share: 1 - length / enough,
    text: {
      zh: `正文不重复的内容约${length}${unit.zh}，写到${enough}${unit.zh}左右才够判断。请补充${wanted.zh}。`,
      en: `Without repetition the text has some ${length} ${unit.en}; about ${enough} let others judge it. Add ${wanted.en}.`,
    },
    values: { length, wanted: enough },
  };
};

const keywords: Check = (look) => {
  if (look.draft.content.keywords.length > 0) return undefined;
  const suggested = keywordsOf(look.title, look.text, KEYWORDS);
  const example =
    suggested.length > 0
      ? suggested
      : exampleFor(look, { zh: '石墨烯 防腐涂料 海上风电', en: 'graphene coating corrosion' }).split(' ');
  return {
    code: 'NO_KEYWORDS',
    path: 'keywords',
    text: {
      zh: `填写3至5个关键词，例如${quoted(example)}。`,
      en: `Give three to five keywords, for example ${quotedEn(example)}.`,
    },
    values: { suggested },
  };
};

export const textChecks: Checks = { title, text, keywords };
