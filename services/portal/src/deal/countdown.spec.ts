import { countdownOf, daysUntil, todayInChina } from './countdown.js';

describe('the time of a notice', () => {
  it('is counted in the days of China', () => {
    expect(todayInChina(new Date('2026-11-24T15:59:59Z'))).toBe('2026-11-24');
    expect(todayInChina(new Date('2026-11-24T16:00:00Z'))).toBe('2026-11-25');
  });

  it('counts the last day, across months and years', () => {
    expect(daysUntil('2027-01-01', '2026-12-31')).toBe(1);
    expect(countdownOf('2026-12-09', '2026-11-24')).toEqual({ key: 'daysLeft', count: 16 });
    expect(countdownOf('2026-11-24', '2026-11-24')).toEqual({ key: 'lastDay', count: 0 });
    expect(countdownOf('2026-11-23', '2026-11-24')).toEqual({ key: 'noticeOver', count: 0 });
  });
});
