import type { NotificationView } from '@lastmile/protocol';
import { inWords, valueInWords } from '../search/value-words.js';
import type { Words } from '../search/value-words.js';

type Facts = NotificationView['facts'];
type Notice = Pick<NotificationView, 'kind' | 'facts'>;

const contractKindOf = (words: Words, { contractKind, licenceMode }: Facts): string =>
  [inWords(words, 'mode', contractKind), inWords(words, 'licence', licenceMode)].filter(Boolean).join(' · ');

/** A fact that the notice brings in both languages, as `reasonZh` and `reasonEn`. */
const told = ({ language }: Words, facts: Facts, name: string): string | undefined => {
  const text = facts[`${name}${language === 'en' ? 'En' : 'Zh'}`];
  return text === undefined ? undefined : String(text);
};

/** Codes of what closed a match, apart by blanks; the notice's own words know more, such as a date. */
const closingReason = (words: Words, facts: Facts): string =>
  told(words, facts, 'reason') ??
  String(facts['reason'] ?? '')
    .split(' ')
    .map((code) => inWords(words, `match.constraints.${code}`, facts['side']))
    .join(words.t('inbox.comma'));

/** Facts whose codes and numbers are ready to be read. */
const readable = (words: Words, { kind, facts }: Notice): Facts => ({
  ...facts,
  score: `${Math.round(Number(facts['score'] ?? 0) * 100)}%`,
  level: inWords(words, 'match.level', facts['level']),
  reason: kind === 'match-closed' ? closingReason(words, facts) : inWords(words, 'declineReason', facts['reason']),
  kind: contractKindOf(words, facts),
  deadline: inWords(words, 'inbox.codes.deadline', facts['deadline']),
  stage: inWords(words, 'inbox.codes.stage', facts['stage']),
  step: inWords(words, 'inbox.codes.step', facts['step']),
  status: inWords(words, 'inbox.codes.payment', facts['status']),
});

/** The sentence of a notice: of its kind, by its reason or as the reader's side sees it. An unknown kind is told by its name. */
export const noticeText = (words: Words, notice: Notice): string => {
  const { kind, facts } = notice;
  const variants = [facts['reason'], facts['side'], 'ANY'];
  const key = variants.map((variant) => `inbox.kinds.${kind}.${variant}`).find((candidate) => words.exists(candidate));
  return key ? words.t(key, readable(words, notice) as { title: string }) : kind;
};

const filtersInWords = (words: Words, filters: string): string =>
  filters
    .split(' ')
    .map((filter) => {
      const [name = '', value = ''] = filter.split(':');
      return valueInWords(words, name, value);
    })
    .join(words.t('inbox.comma'));

/** What a notice has to say besides: what to do about a decline, why a search found something. */
export const noticeDetails = (words: Words, { facts }: Notice): string[] => {
  const advice = told(words, facts, 'advice');
  const { words: found, filters } = facts;
  return [
    ...(advice ? [words.t('inbox.advice', { advice })] : []),
    ...(found ? [words.t('inbox.because', { words: String(found).split(', ').join(words.t('inbox.comma')) })] : []),
    ...(filters ? [`${words.t('inbox.why')}: ${filtersInWords(words, String(filters))}`] : []),
  ];
};
