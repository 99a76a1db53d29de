import type { Started } from '../contract/contract.types.js';
import { patentsOf } from '../dossier/contract-checks.decider.js';
import type { DealStatus } from '../lifecycle/life.decider.js';
import { newestNotice } from '../pricing/pricing-state.decider.js';
import type { Deadline } from './deadlines.types.js';

/** The last day of a notice that is open: it closes by itself the day after. */
export const noticeEnds = ({ pricing }: Started): Deadline[] => {
  const notice = newestNotice(pricing);
  if (notice.status !== 'OPEN' && notice.status !== 'FROZEN') return [];
  return [{ kind: 'NOTICE_ENDS', dueOn: notice.endsOn, owedBy: 'NOBODY', ruleVersion: notice.ruleVersion }];
};

/** No rule sets a day for the decision; the deal stands still until it is made, so the notice's last day is the sensible one. */
export const objectionsToDecide = ({ pricing }: Started): Deadline[] => {
  const notice = newestNotice(pricing);
  if (notice.status !== 'FROZEN') return [];
  return notice.openObjections.map((about) => ({ kind: 'OBJECTION_DECISION', dueOn: notice.endsOn, owedBy: 'SUPPLY', about }));
};

const untilSigned = new Set<DealStatus>(['DRAFTED', 'AGREED', 'NOTICE_OPEN', 'NOTICE_FROZEN', 'NOTICE_CLOSED']);

/** The last day on which a holder of a first refusal may answer the offer of the present terms; silence lets it lapse. */
export const refusalAnswers = ({ status, dossier, negotiation: { terms } }: Started): Deadline[] => {
  const waiting = untilSigned.has(status) ? dossier.offers : [];
  return waiting
    .filter(({ answer, termsHash }) => !answer && termsHash === terms?.hash)
    .map(({ holderId: about, answerBy: dueOn, ruleVersion }) => ({
      kind: 'FIRST_REFUSAL_ANSWER',
      ...{ dueOn, owedBy: 'NOBODY', about, ruleVersion },
    }));
};

const running = new Set<DealStatus>(['CONCLUDED', 'EFFECTIVE', 'PERFORMING', 'ACCEPTED']);

/** A licence lives as long as its patents do: the day up to which the fee is paid, and the end of the term. */
export const patentDays = ({ status, dossier, negotiation: { terms } }: Started): Deadline[] => {
  if (!terms || !running.has(status)) return [];
  return patentsOf(terms.content, dossier).flatMap(({ number: about, status: state, feePaidTo, validTo }): Deadline[] =>
    state === 'GRANTED'
      ? [
          ...(feePaidTo ? [{ kind: 'PATENT_FEE', dueOn: feePaidTo, owedBy: 'SUPPLY', about } as const] : []),
          ...(validTo ? [{ kind: 'PATENT_ENDS', dueOn: validTo, owedBy: 'NOBODY', about } as const] : []),
        ]
      : [],
  );
};
