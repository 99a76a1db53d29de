import type { EventStore } from './event-store.js';
import type { Follower } from './follower.js';

/** One row of a readiness page. */
export interface RuntimeHealthCheck {
  readonly name: string;
  check(): Promise<{ status: 'up' | 'down'; detail?: Record<string, string | number | boolean> }>;
}

/** Down while any follower is stopped; the detail names each with its state and error. */
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
    return Promise.resolve({ status: all.some((status) => status.state === 'stopped') ? 'down' : 'up', detail });
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
