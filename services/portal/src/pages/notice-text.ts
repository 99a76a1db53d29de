import type { NotificationView } from '@lastmile/protocol';
import type { TFunction, i18n as I18n } from 'i18next';

type Facts = NotificationView['facts'];

/** A code in words; a code that is not known stays as it is. */
const inWords = ({ t, exists }: Words, group: string, code: string | number | undefined): string => {
  if (code === undefined) return '';
  const key = `${group}.${code}`;
  return exists(key) ? t(key as 'match.reasons.PRICE') : String(code);
};

interface Words {
  t: TFunction;
  exists: I18n['exists'];
}

const contractKindOf = (words: Words, { contractKind, licenceMode }: Facts): string =>
  [inWords(words, 'contract.kinds', contractKind), inWords(words, 'contract.licence', licenceMode)].filter(Boolean).join(' · ');

/** Facts whose codes and numbers are ready to be read. */
const readable = (words: Words, facts: Facts): Facts => ({
  ...facts,
  score: `${Math.round(Number(facts['score'] ?? 0) * 100)}%`,
  level: inWords(words, 'match.level', facts['level']),
  reason: inWords(words, 'match.reasons', facts['reason']),
  kind: contractKindOf(words, facts),
});

/** The sentence of a notice: of its kind, as the reader's side sees it. An unknown kind is told by its name. */
export const noticeText = (words: Words, { kind, facts }: Pick<NotificationView, 'kind' | 'facts'>): string => {
  const variant = facts['reason'] === 'CONTRACTED' ? 'CONTRACTED' : facts['side'];
  const key = [`inbox.kinds.${kind}.${variant}`, `inbox.kinds.${kind}.ANY`].find((candidate) => words.exists(candidate));
  return key ? words.t(key, readable(words, facts) as { title: string }) : kind;
};
