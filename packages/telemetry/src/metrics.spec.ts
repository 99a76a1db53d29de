import { metrics } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { attributes, spanNames } from './attributes.js';
import { startMetrics } from './metering.js';
import { measures, metricNames } from './metrics.js';

let exposed: () => Promise<string>;

beforeAll(() => {
  measures.commandDuration.record(1, { command: 'BeforeRegistration', outcome: 'accepted' });
  exposed = startMetrics(resourceFromAttributes({})).text;
});
afterAll(() => metrics.disable());

it('declares every name once, by the rules of names', () => {
  for (const names of [Object.values(metricNames), Object.values(attributes)]) expect(new Set(names).size).toBe(names.length);
  for (const name of Object.values(metricNames)) expect(name).toMatch(/^(lastmile_[a-z_]+|[a-z\d]+(\.[a-z\d]+)+)$/);
  for (const name of Object.values(attributes)) expect(name).toMatch(/^[a-z]+(\.[a-z_]+)+$/);
  expect(spanNames.command('SignContract')).toBe('command SignContract');
});

it('records with instruments that were first used before a provider was there', async () => {
  measures.commandDuration.record(0.03, { command: 'SignContract', outcome: 'accepted' });
  measures.commandRejections.add(2, { command: 'SignContract', code: 'NOT_A_PARTY' });
  const text = await exposed();
  expect(text).toContain('lastmile_command_duration_seconds_count{command="SignContract",outcome="accepted"} 1');
  expect(text).toContain('lastmile_command_duration_seconds_bucket{command="SignContract",outcome="accepted",le="0.05"} 1');
  expect(text).toContain('lastmile_command_rejections_total{command="SignContract",code="NOT_A_PARTY"} 2');
  expect(text).not.toContain('BeforeRegistration');
});

it('keeps the last value set, and asks an observed one at each scrape until it is stopped', async () => {
  let lag: number | undefined = 5;
  const stop = measures.followerLagEvents.observe({ follower: 'matches' }, () => lag);
  measures.followerPosition.set(10, { follower: 'matches' });
  measures.followerPosition.set(12, { follower: 'matches' });
  expect(await exposed()).toContain('lastmile_follower_lag_events{follower="matches"} 5');
  expect(await exposed()).toContain('lastmile_follower_position{follower="matches"} 12');
  lag = 0;
  expect(await exposed()).toContain('lastmile_follower_lag_events{follower="matches"} 0');
  lag = undefined;
  expect(await exposed()).not.toContain('lastmile_follower_lag_events{');
  lag = 7;
  stop();
  expect(await exposed()).not.toContain('lastmile_follower_lag_events{');
});

it('a series observed anew is not ended by the old owner', async () => {
  const stopOld = measures.followerStopped.observe({ follower: 'inbox' }, () => 1);
  measures.followerStopped.observe({ follower: 'inbox' }, () => 0);
  stopOld();
  expect(await exposed()).toContain('lastmile_follower_stopped{follower="inbox"} 0');
});
