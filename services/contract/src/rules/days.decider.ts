import type { DayCount, IsoDate } from './rule.decider.js';

const dayInMs = 86_400_000;
/** China has one time zone and no summer time. */
const chinaOffsetMs = 8 * 3_600_000;

const toMs = (date: IsoDate): number => Date.parse(`${date}T00:00:00.000Z`);
const toDate = (ms: number): IsoDate => new Date(ms).toISOString().slice(0, 'YYYY-MM-DD'.length);

/** The day in China on which an instant (ISO 8601, UTC) falls. @example chinaDayOf('2026-03-01T16:00:00.000Z') // '2026-03-02' */
export const chinaDayOf = (instant: string): IsoDate => toDate(Date.parse(instant) + chinaOffsetMs);

export const addDays = (date: IsoDate, days: number): IsoDate => toDate(toMs(date) + days * dayInMs);
export const dayAfter = (date: IsoDate): IsoDate => addDays(date, 1);

/** Days from one to the other. @example daysBetween('2026-03-02', '2026-03-17') // 15 */
export const daysBetween = (from: IsoDate, to: IsoDate): number => (toMs(to) - toMs(from)) / dayInMs;

/** The same day so many months later; the last of the month where there is none. @example addMonths('2026-01-31', 1) // '2026-02-28' */
export const addMonths = (date: IsoDate, months: number): IsoDate => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return toDate(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day, last)));
};

export const addYears = (date: IsoDate, years: number): IsoDate => addMonths(date, years * 12);

const isWeekday = (date: IsoDate): boolean => ![0, 6].includes(new Date(toMs(date)).getUTCDay());

/** So many Mondays to Fridays later. Public holidays and worked weekends are not known here. */
export const addWorkingDays = (date: IsoDate, days: number): IsoDate => {
  let day = date;
  for (let left = days; left > 0;) {
    day = dayAfter(day);
    if (isWeekday(day)) left -= 1;
  }
  return day;
};

/** The last day of a period that begins on `from`; the first day is not counted (Civil Code, Art. 201). */
export const endOf = (from: IsoDate, { days, counting }: DayCount): IsoDate =>
  counting === 'WORKING' ? addWorkingDays(from, days) : addDays(from, days);
