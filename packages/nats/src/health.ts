import type { HealthCheck } from '@lastmile/telemetry';
import type { Bus } from './bus.js';
import type { NatsStrategy } from './strategy.js';

/** Down when the broker does not answer. */
export const brokerHealth = (bus: Bus): HealthCheck => ({
  name: 'broker',
  check: async () => {
    await bus.ping(1_500);
    return { status: 'up' };
  },
});

/** Down while a consumer of the strategy does not run; the detail names it and why. */
export const consumersHealth = (strategy: NatsStrategy): HealthCheck => ({
  name: 'consumers',
  check: async () => {
    const all = strategy.consumers();
    const broken = all.filter(({ state }) => state !== 'running');
    const detail = Object.fromEntries(
      broken.map(({ consumer, stream, state, error }) => [`${stream}/${consumer}`, error ?? state]),
    );
    return { status: broken.length === 0 ? 'up' : 'down', detail: { count: all.length, ...detail } };
  },
});
