import { z } from 'zod';
import { processSettings, readSettings } from './settings.js';

const schema = z.object({ ...processSettings('catalog'), NATS_URL: z.string().min(1) });

describe('settings', () => {
  it('have defaults where a service can do without', () =>
    expect(readSettings(schema, { HTTP_PORT: '0', NATS_URL: 'nats://localhost' })).toEqual({
      SERVICE_NAME: 'catalog',
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: 0,
      LOG_LEVEL: 'info',
      NATS_URL: 'nats://localhost',
    }));
  it('take the empty text for nothing', () =>
    expect(readSettings(schema, { HTTP_PORT: '0', NATS_URL: 'n', METRICS_TOKEN: '', LOG_LEVEL: '' })).not.toHaveProperty(
      'METRICS_TOKEN',
    ));
  it('name everything that is wrong at once', () =>
    expect(() => readSettings(schema, { HTTP_PORT: '70000', LOG_LEVEL: 'loud' })).toThrow(
      /HTTP_PORT: .*LOG_LEVEL: .*NATS_URL: /,
    ));
});
