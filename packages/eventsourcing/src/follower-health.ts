import type { EventStore } from './event-store.js';
import type { Follower, FollowerStatus } from './follower.js';

/** One row of a readiness page. */
export interface RuntimeHealthCheck {
  readonly name: string;
  check(): Promise<{ status: 'up' | 'down'; detail?: Record<string, string | number | boolean> }>;
}

const isHealthy = ({ state, error }: FollowerStatus): boolean => state !== 'stopped' && error === undefined;

/** Down while any follower is stopped or tries in vain to connect; the detail names each with its state, place and error. */
export const followerHealth = (followers: readonly Follower[]): RuntimeHealthCheck => ({
  name: 'followers',
  check: () => {
    const all = followers.map((follower) => follower.status());
    const detail = Object.fromEntries(
      all.map((status) => [
        status.name,
        [status.state, status.position, status.error].filter((part) => part !== undefined).join(' '),
      ]),
    );
    return Promise.resolve({ status: all.every(isHealthy) ? 'up' : 'down', detail });
  },
});

/** Down while the store does not answer. */
export const storeHealth = (store: EventStore): RuntimeHealthCheck => ({
  name: 'event-store',
  check: () =>
    store.ping().then(
      () => ({ status: 'up' as const }),
      (error: unknown) => ({
        status: 'down' as const,
        detail: { error: error instanceof Error ? error.message : String(error) },
      }),
    ),
});
