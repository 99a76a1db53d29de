import type { DeadlineStage } from '@lastmile/protocol';
import type { Part, Started } from '../contract/contract.types.js';
import { addDays, chinaDayOf } from '../rules/days.decider.js';
import type { IsoDate } from '../rules/rule.decider.js';
import { deadlinesOf } from './deadlines-of.decider.js';
import type { Deadline, DeadlinesCommand, DeadlinesEvent, Reminders } from './deadlines.types.js';

/** When each stage begins, in days from the last day; each told once, and of those that have begun only the latest. */
const stages: readonly { stage: DeadlineStage; from: number }[] = [
  { stage: 'WEEK', from: -7 },
  { stage: 'DAY', from: -1 },
  { stage: 'OVERDUE', from: 1 },
];

/** One deadline, also when its kind comes again with another day. */
export const keyOf = ({ kind, about, dueOn }: Deadline): string => [kind, about ?? '', dueOn].join('|');

const rankOf = (stage: DeadlineStage | undefined): number => stages.findIndex((one) => one.stage === stage);

/** Nobody is late with what comes by itself. */
const stagesOf = ({ owedBy }: Deadline) => stages.filter(({ stage }) => stage !== 'OVERDUE' || owedBy !== 'NOBODY');

const dueStage = (deadline: Deadline, told: Reminders['told'], today: IsoDate): DeadlineStage | undefined => {
  const begun = stagesOf(deadline).findLast(({ from }) => addDays(deadline.dueOn, from) <= today)?.stage;
  return rankOf(begun) > rankOf(told[keyOf(deadline)]) ? begun : undefined;
};

/** The first day on which there is something more to tell; undefined when all was told. */
export const nextReminderOn = (contract: Started): IsoDate | undefined => {
  const { told } = contract.deadlines;
  return deadlinesOf(contract)
    .flatMap((deadline) =>
      stagesOf(deadline)
        .slice(rankOf(told[keyOf(deadline)]) + 1)
        .map(({ from }) => addDays(deadline.dueOn, from)),
    )
    .sort()[0];
};

const decide = ({ now }: DeadlinesCommand, contract: Started): DeadlinesEvent[] => {
  const today = chinaDayOf(now);
  return deadlinesOf(contract).flatMap((deadline): DeadlinesEvent[] => {
    const stage = dueStage(deadline, contract.deadlines.told, today);
    return stage ? [{ type: 'DeadlineReminded', ...deadline, stage, remindedAt: now }] : [];
  });
};

const evolve = (slice: Reminders, event: DeadlinesEvent): Reminders => ({
  told: { ...slice.told, [keyOf(event)]: event.stage },
});

/** Reminders: each deadline a week ahead, the day before, and once when it is overdue; a stage that was missed is not made up for. */
export const deadlines: Part<Reminders, DeadlinesCommand, DeadlinesEvent> = {
  initial: { told: {} },
  commands: { RemindOfDeadlines: true },
  events: { DeadlineReminded: true },
  decide,
  evolve,
};
