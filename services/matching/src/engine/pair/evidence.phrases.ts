import type { Evidence } from '@lastmile/protocol';
import { declineNames, fieldNames, licenceNames, modeNames } from './names.data.js';
import type { Phrase, Values } from './phrases.js';
import { amount, listed, money, named, namesOf, parted, percent, place, quoted, text } from './phrases.js';

type Say = (values: Values) => Phrase;

const wordsOf = ({ words }: Values): Phrase => listed(parted(words).map(quoted));

/** Both sides' value of something, by name. */
const both = (names: Parameters<typeof named>[0], { listing, demand }: Values): { own: Phrase; other: Phrase } => ({
  own: namesOf(names, listing),
  other: namesOf(names, demand),
});

/** Of the most that relatedness can give: half of the pairs that were judged weak read more than `SOME`. */
const [CLOSE, SOME] = [0.7, 0.5];

/** Two words that are near in meaning, each in quotation marks. */
const nearIn = ({ words, counterparts }: Values): Phrase => {
  const others = parted(counterparts);
  const pairs = parted(words).map((word, at) => ({ own: quoted(word), other: quoted(others[at] ?? '') }));
  return listed(pairs.map(({ own, other }) => ({ zh: `${own.zh}与${other.zh}`, en: `${own.en} ~ ${other.en}` })));
};

const textual: Record<string, Say> = {
  WORDS_SHARED: (values) => ({ zh: `双方都提到${wordsOf(values).zh}`, en: `both mention ${wordsOf(values).en}` }),
  WORDS_RARE: (values) => {
    const words = wordsOf(values);
    const isOne = parted(values.words).length === 1;
    return {
      zh: `${words.zh}较为少见，因此更有分量`,
      en: `${words.en} ${isOne ? 'is' : 'are'} rare and so count${isOne ? 's' : ''} more`,
    };
  },
  NO_WORDS_SHARED: () => ({ zh: '没有共同的词', en: 'no word in common' }),
  ACROSS_LANGUAGES: () => ({ zh: '双方语言不同，按词义比较', en: 'written in different languages, compared by meaning' }),
  WORDS_SHARED_WEAK: (values) => ({
    zh: `共同的词${wordsOf(values).zh}分量很轻，几乎不计分`,
    en: `the words in common, ${wordsOf(values).en}, hardly count`,
  }),
  MEANING_PAIRS: (values) => {
    const pairs = nearIn(values);
    return { zh: `含义相关的词：${pairs.zh}`, en: `words of related meaning: ${pairs.en}` };
  },
  MEANING_RELATED: ({ likeness, unrelated }) => {
    if (amount(likeness) >= CLOSE)
      return { zh: '共同的词之外，整体含义也相近', en: 'beyond shared words, they are about closely related things' };
    if (amount(likeness) >= SOME)
      return { zh: '共同的词之外，整体含义有些相近', en: 'beyond shared words, they are about somewhat related things' };
    const usual = percent(amount(unrelated));
    const isTold = amount(unrelated) > 0;
    return {
      zh: `共同的词之外，整体含义相去较远${isTold ? `（无关的文本通常在 ${usual} 左右）` : ''}`,
      en: `beyond shared words, they are about different things${isTold ? ` (unrelated texts are usually near ${usual})` : ''}`,
    };
  },
};

/** Of the model's own scale: other models have others. */
const embedded: Record<string, Say> = {
  EMBEDDING_LIKENESS: ({ model, likeness }) => ({
    zh: `句向量模型 ${text(model)} 判断双方相近度为 ${percent(amount(likeness))}`,
    en: `the embedding model ${text(model)} finds them ${percent(amount(likeness))} alike`,
  }),
};

const record: Record<string, Say> = {
  FIELD_SAME: ({ field }) => {
    const name = named(fieldNames, field);
    return { zh: `双方同属${name.zh}`, en: `both are in ${name.en}` };
  },
  FIELD_RELATED: (values) => {
    const { own, other } = both(fieldNames, values);
    return {
      zh: `成果属${own.zh}，与需求的${other.zh}相邻`,
      en: `the listing is in ${own.en}, next to the demand's ${other.en}`,
    };
  },
  FIELD_OTHER: (values) => {
    const { own, other } = both(fieldNames, values);
    return { zh: `成果属${own.zh}，需求属${other.zh}`, en: `the listing is in ${own.en}, the demand in ${other.en}` };
  },
  READINESS_REACHED: ({ reached, wanted }) => ({
    zh: `成果成熟度 ${text(reached)} 级，达到需求的 ${text(wanted)} 级`,
    en: `readiness ${text(reached)} reaches the wanted ${text(wanted)}`,
  }),
  READINESS_BELOW: ({ reached, wanted, below }) => ({
    zh: `成果成熟度 ${text(reached)} 级，比需求的 ${text(wanted)} 级低 ${text(below)} 级`,
    en: `readiness ${text(reached)} is ${text(below)} below the wanted ${text(wanted)}`,
  }),
  READINESS_SUITS_MODE: ({ reached, mode }) => {
    const name = named(modeNames, mode);
    return { zh: `成果成熟度 ${text(reached)} 级，适合${name.zh}`, en: `readiness ${text(reached)} suits ${name.en}` };
  },
  READINESS_EARLY_FOR_MODE: ({ reached, usual, mode }) => {
    const name = named(modeNames, mode);
    return {
      zh: `成果成熟度 ${text(reached)} 级，${name.zh}通常需 ${text(usual)} 级以上`,
      en: `readiness ${text(reached)}, where ${text(usual)} or more is usual for ${name.en}`,
    };
  },
  READINESS_LATE_FOR_MODE: ({ reached, usual, mode }) => {
    const name = named(modeNames, mode);
    return {
      zh: `成果成熟度 ${text(reached)} 级，${name.zh}通常从 ${text(usual)} 级以下开始`,
      en: `readiness ${text(reached)}, where ${text(usual)} or less is usual for ${name.en}`,
    };
  },
  MODES_OFFERED: ({ modes }) => {
    const names = namesOf(modeNames, modes);
    const isOne = parted(modes).length === 1;
    return {
      zh: `需求希望的${names.zh}，成果方${isOne ? '' : '均'}可提供`,
      en: `the wanted ${names.en} ${isOne ? 'is' : 'are all'} offered`,
    };
  },
  MODES_PARTLY_OFFERED: ({ modes, offered }) => {
    const [wanted, own] = [namesOf(modeNames, modes), namesOf(modeNames, offered)];
    return { zh: `需求希望${wanted.zh}，成果方提供${own.zh}`, en: `wanted: ${wanted.en}; offered: ${own.en}` };
  },
  MODE_COMPATIBLE: ({ wanted, offered }) => {
    const [asked, own] = [named(modeNames, wanted), named(modeNames, offered)];
    return { zh: `${own.zh}可部分替代${asked.zh}`, en: `${own.en} may stand in for ${asked.en}` };
  },
  LICENCES_REMAIN: ({ modes }) => {
    const names = namesOf(licenceNames, modes);
    return { zh: `已有${names.zh}，转让后继续有效`, en: `an earlier ${names.en} stays in force after an assignment` };
  },
};

const terms: Record<string, Say> = {
  PRICE_WITHIN_BUDGET: ({ price, budget }) => ({
    zh: `报价 ${money(price).zh}，在预算 ${money(budget).zh}之内`,
    en: `the price of ${money(price).en} is within the budget of ${money(budget).en}`,
  }),
  PRICE_OVER_BUDGET: ({ price, budget, over }) => ({
    zh: `报价 ${money(price).zh}，超出预算 ${money(budget).zh}共 ${money(over).zh}`,
    en: `the price of ${money(price).en} is ${money(over).en} over the budget of ${money(budget).en}`,
  }),
  REGION_SAME_DISTRICT: ({ listing }) => ({ zh: `双方同在${place(listing).zh}`, en: `both are in ${place(listing).en}` }),
  REGION_SAME_CITY: ({ listing, demand }) => ({
    zh: `双方同城，成果在${place(listing).zh}，需求在${place(demand).zh}`,
    en: `both are in one city, the listing in ${place(listing).en}, the demand in ${place(demand).en}`,
  }),
  REGION_SAME_PROVINCE: ({ listing, demand }) => ({
    zh: `双方同省，成果在${place(listing).zh}，需求在${place(demand).zh}`,
    en: `both are in one province, the listing in ${place(listing).en}, the demand in ${place(demand).en}`,
  }),
  REGION_ELSEWHERE: ({ listing, demand }) => ({
    zh: `成果在${place(listing).zh}，需求在${place(demand).zh}；异地不减分`,
    en: `the listing is in ${place(listing).en}, the demand in ${place(demand).en}; distance takes nothing away`,
  }),
  SMALL_BUSINESS: () => ({ zh: '需求方为中小微企业，优先对接', en: 'a micro, small or medium enterprise asks and goes first' }),
  INDICATORS_COMPARED: ({ met, missed, unknown }) => ({
    zh: `需求的量化指标中，达标 ${text(met)} 项，未达标 ${text(missed)} 项，成果未说明 ${text(unknown)} 项`,
    en: `of the demand's indicators ${text(met)} met, ${text(missed)} missed, ${text(unknown)} not stated by the listing`,
  }),
  DECLINED_BEFORE: ({ reason, side, count }) => {
    const why = named(declineNames, reason);
    const isSupply = side === 'SUPPLY';
    const times = amount(count) === 1 ? 'once' : `${text(count)} times`;
    return {
      zh: `${isSupply ? '成果方' : '需求方'}曾 ${text(count)} 次以“${why.zh}”谢绝`,
      en: `the ${isSupply ? 'supply' : 'demand'} side declined ${times}: ${why.en}`,
    };
  },
};

const sayings: Readonly<Record<string, Say>> = { ...textual, ...embedded, ...record, ...terms };

/** The clause for a piece of evidence; nothing for a code that is not known. */
export const phraseOf = ({ code, values }: Evidence): Phrase | undefined => sayings[code]?.(values);

export const evidenceCodes: readonly string[] = Object.keys(sayings);
