const dayMs = 86_400_000;

/** Today in China, where notices are counted. */
export const todayInChina = (now: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(now);

/** Whole days from one calendar day to another; negative when it is over. */
export const daysUntil = (last: string, today: string): number => Math.round((Date.parse(last) - Date.parse(today)) / dayMs);

/** How a notice's time is told: its last day counts. */
export const countdownOf = (endsOn: string, today: string): { key: 'daysLeft' | 'lastDay' | 'noticeOver'; count: number } => {
  const count = daysUntil(endsOn, today);
  if (count > 0) return { key: 'daysLeft', count: count + 1 };
  return { key: count === 0 ? 'lastDay' : 'noticeOver', count: 0 };
};
