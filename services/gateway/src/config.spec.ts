import { readConfig } from './config.js';

const least = { HTTP_PORT: '0', NATS_URL: 'nats://x', DOCUMENTS_URL: 'sqlite:x' };

it('has a default for everything but port, broker and documents', () => {
  expect(readConfig(least)).toMatchObject({ HTTP_HOST: '127.0.0.1', RATE_ANONYMOUS: 600, RATE_KEY: 6_000, DEMO_API_KEYS: {} });
  expect(() => readConfig({})).toThrow(/HTTP_PORT.*NATS_URL.*DOCUMENTS_URL/);
});
it('reads the demo keys by role', () => {
  const DEMO_API_KEYS = JSON.stringify({ university: 'lm_0123456789abcdef' });
  expect(readConfig({ ...least, DEMO_API_KEYS }).DEMO_API_KEYS).toEqual({ university: 'lm_0123456789abcdef' });
});
it.each(['{', '{"nobody":"lm_0123456789abcdef"}', '{"university":"short"}'])('refuses the demo keys %s', (DEMO_API_KEYS) => {
  expect(() => readConfig({ ...least, DEMO_API_KEYS })).toThrow('DEMO_API_KEYS');
});
