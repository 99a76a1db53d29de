import type { OutgoingMessage, PublishPort } from '../src/publish-port.js';

/** A broker that keeps what it was given, in order, and can lose it or fail. */
export interface InMemoryBroker {
  readonly held: OutgoingMessage[];
  /** Every message it ever took. */
  readonly given: OutgoingMessage[];
  /** Ways in which the next publishes fail: before anything, after the first message, or after all with the answer lost. */
  readonly failures: ('before' | 'midway' | 'after' | 'none')[];
  loseTail(count: number): void;
  /** As the real port it refuses to publish when the end of what the broker holds is not where the last call left it. */
  port(): PublishPort;
}

const portOf = (broker: InMemoryBroker): PublishPort => {
  let end: OutgoingMessage | undefined;
  return {
    lastPosition: () => {
      end = broker.held.at(-1);
      return Promise.resolve(end?.position);
    },
    publish: (messages) => {
      if (broker.held.at(-1) !== end) return Promise.reject(new Error('the end has moved'));
      const failure = broker.failures.shift() ?? 'none';
      if (failure === 'before') return Promise.reject(new Error('the broker is away'));
      const taken = failure === 'midway' ? messages.slice(0, 1) : messages;
      broker.given.push(...taken);
      broker.held.push(...taken);
      if (failure !== 'none') return Promise.reject(new Error('the answer was lost'));
      end = broker.held.at(-1);
      return Promise.resolve();
    },
  };
};

export const inMemoryBroker = (): InMemoryBroker => {
  const broker: InMemoryBroker = {
    held: [],
    given: [],
    failures: [],
    loseTail: (count) => void broker.held.splice(Math.max(0, broker.held.length - count)),
    port: () => portOf(broker),
  };
  return broker;
};
