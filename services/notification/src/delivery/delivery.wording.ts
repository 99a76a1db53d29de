import type { BodyOf, DeclineReason, MatchSide, matchingEvents } from '@lastmile/protocol';

interface Phrase {
  zh: string;
  en: string;
}

type Constraint = BodyOf<typeof matchingEvents.matchClosed>['constraints'][number];

const phrase = (zh: string, en: string): Phrase => ({ zh, en });

interface Decline {
  /** What the other side said. */
  words: Phrase;
  /** What the reader can do about it, by the reader's side. */
  advice: Record<MatchSide, Phrase>;
}

export const declines: Record<DeclineReason, Decline> = {
  TOO_EARLY: {
    words: phrase('对方认为时机尚早，技术或条件还不成熟', 'The other side finds it too early'),
    advice: {
      SUPPLY: phrase(
        '写明成熟度等级、已做过的验证（小试、中试、样机）以及到可用还需的时间和投入；也可改提联合开发或中试合作。',
        'State the readiness level, what has been validated and what is still needed until it can be used; or offer joint development or a pilot.',
      ),
      DEMAND: phrase(
        '写明可以接受的成熟度和时间安排；也可提议先做可行性研究或联合开发。',
        'State the readiness you can accept and your timetable; or propose a feasibility study or joint development first.',
      ),
    },
  },
  PRICE: {
    words: phrase('对方不能接受价格', 'The price does not suit the other side'),
    advice: {
      SUPPLY: phrase(
        '说明价格构成和使用后的收益；可考虑分期付款、入门费加提成，或范围较窄的普通许可。',
        'Explain what the price consists of and what the use earns; consider instalments, an entry fee with royalties, or a narrower non-exclusive licence.',
      ),
      DEMAND: phrase(
        '写明或调整预算区间；可提议分期付款、按销售提成，或范围较窄的普通许可。',
        'State or adjust the budget range; propose instalments, royalties on sales, or a narrower non-exclusive licence.',
      ),
    },
  },
  DESCRIPTION_UNCLEAR: {
    words: phrase('对方认为描述不清楚', 'The description is not clear to the other side'),
    advice: {
      SUPPLY: phrase(
        '写清解决什么问题、怎样使用、达到哪些量化指标；可按质量提示逐项补充。',
        'Say which problem it solves, how it is used and which figures it reaches; the quality hints name what is missing.',
      ),
      DEMAND: phrase(
        '写清现状、要解决的问题和量化目标；可按质量提示逐项补充。',
        'Describe the present state, the problem and the targets in figures; the quality hints name what is missing.',
      ),
    },
  },
  WRONG_FIELD: {
    words: phrase('对方认为领域不符', 'The other side works in another field'),
    advice: {
      SUPPLY: phrase(
        '核对所属领域和关键词，写明适用的行业和工况，去掉易误解的词。',
        'Check field and keywords, name the industries and conditions it is made for, and drop words that mislead.',
      ),
      DEMAND: phrase(
        '核对所属领域和关键词，写明用在什么产品、什么工序上。',
        'Check field and keywords, and say for which product and process it is needed.',
      ),
    },
  },
  NO_ADVANTAGE_SHOWN: {
    words: phrase('对方看不出优势', 'The other side sees no advantage'),
    advice: {
      SUPPLY: phrase(
        '与目前最好的同类方案对比，用数字写明好在哪里、值多少，填入“优势”一栏。',
        'Compare it with the best alternative, and put into figures what is better and what that is worth, under “advantage”.',
      ),
      DEMAND: phrase(
        '写明合作能带来什么：应用规模、试验条件、订单前景。',
        'Show what the co-operation brings: size of the use, conditions for tests, orders to come.',
      ),
    },
  },
  CAPACITY: {
    words: phrase('对方目前没有余力', 'The other side has no capacity at present'),
    advice: {
      SUPPLY: phrase(
        '约定日后再联系的时间；可提供更完整的服务，减少对方的人力和设备投入。',
        'Agree on a later date; offer a more complete service that asks for fewer people and less equipment.',
      ),
      DEMAND: phrase(
        '约定日后再联系的时间；可放宽期限或分阶段进行。',
        'Agree on a later date; allow more time or proceed in stages.',
      ),
    },
  },
  SECRECY: {
    words: phrase('对方有保密方面的顾虑', 'The other side has concerns about secrecy'),
    advice: {
      SUPPLY: phrase(
        '先签保密协议，再分步披露；公开的描述只保留可以公开的内容。',
        'Sign a confidentiality agreement first and disclose step by step; keep in the public description only what may be public.',
      ),
      DEMAND: phrase(
        '先签保密协议，再分步说明；也可匿名发布需求。',
        'Sign a confidentiality agreement first and explain step by step; the demand may also be published anonymously.',
      ),
    },
  },
  OTHER: {
    words: phrase('对方因其他原因谢绝', 'The other side declined for another reason'),
    advice: {
      SUPPLY: phrase('可请技术经纪人了解具体原因。', 'A technology broker can ask for the reason.'),
      DEMAND: phrase('可请技术经纪人了解具体原因。', 'A technology broker can ask for the reason.'),
    },
  },
};

const record: Record<MatchSide, Phrase> = { SUPPLY: phrase('成果', 'The listing'), DEMAND: phrase('需求', 'The demand') };

const until = ({ values }: Constraint): Phrase => {
  const end = values['until'];
  return typeof end === 'string' ? phrase(`（至 ${end}）`, ` (until ${end})`) : phrase('', '');
};

interface ClosingReason {
  /** The constraint's name, or UNAVAILABLE for what the other side keeps to itself. */
  code: string;
  words: Phrase;
}

const wordsOf = (constraint: Constraint): Phrase => {
  const { zh, en } = record[constraint.side];
  const end = until(constraint);
  switch (constraint.name) {
    case 'SECRECY':
      return phrase(`${zh}涉密，不能在平台上对接`, `${en} is classified and not brokered here`);
    case 'EXPIRED':
      return phrase(`${zh}的有效期已过${end.zh}`, `${en} is no longer valid${end.en}`);
    case 'WITHDRAWN':
      return phrase(`${zh}已撤回`, `${en} was withdrawn`);
    case 'LICENCE_CONFLICT':
      return phrase(
        `成果已有在先许可${end.zh}，不能再授予需求所要的许可`,
        `An earlier licence on the listing${end.en} leaves no room for the one that is wanted`,
      );
    case 'EXCLUDED_PARTY':
      return phrase('您的机构已声明不与对方合作', 'Your organisation has ruled out dealing with the other side');
    case 'SAME_PARTY':
      return phrase('双方属于同一机构', 'Both sides are the same organisation');
  }
};

/** Whom an organisation excludes is its own affair: the other side learns only that it is over. */
export const closingReasons = (constraints: readonly Constraint[], reader: MatchSide): ClosingReason[] =>
  constraints.map((constraint) =>
    constraint.name === 'EXCLUDED_PARTY' && constraint.side !== reader
      ? { code: 'UNAVAILABLE', words: phrase('对方不再参与这次对接', 'The other side is not available for this any more') }
      : { code: constraint.name, words: wordsOf(constraint) },
  );
