import { createLogger } from './logger.js';
import { openServers, startOver } from './service-process.js';

const logger = createLogger('spec', 'silent');

describe('servers behind a service', () => {
  const diary: string[] = [];
  const server = (name: string) => ({
    name,
    close: async () => void diary.push(`close ${name}`),
  });
  const opening = (name: string) => async () => {
    diary.push(`open ${name}`);
    return server(name);
  };
  beforeEach(() => diary.splice(0));

  it('are opened in order and closed the other way round, once', async () => {
    const { store, bus, close } = await openServers(logger, { store: opening('store'), bus: opening('bus') });
    expect([store.name, bus.name]).toEqual(['store', 'bus']);
    await close();
    await close();
    expect(diary).toEqual(['open store', 'open bus', 'close bus', 'close store']);
  });

  it('may come up later', async () => {
    let attempts = 0;
    const late = async () => {
      attempts += 1;
      if (attempts < 3) throw new Error('connection refused');
      return server('late');
    };
    const { close } = await openServers(logger, { late });
    expect(attempts).toBe(3);
    await close();
  });

  it('are closed again when one of them can never be opened', async () => {
    const wrong = () => Promise.reject(new TypeError('no such protocol'));
    await expect(openServers(logger, { store: opening('store'), wrong })).rejects.toThrow('no such protocol');
    expect(diary).toEqual(['open store', 'close store']);
  });
});

describe('a service over its servers', () => {
  const diary: string[] = [];
  const servers = { close: async () => void diary.push('servers closed') };
  beforeEach(() => diary.splice(0));

  it('is closed before them', async () => {
    const start = async () => ({ url: 'http://here', close: async () => void diary.push('service closed') });
    const running = await startOver(servers, start);
    expect(running.url).toBe('http://here');
    await running.close();
    expect(diary).toEqual(['service closed', 'servers closed']);
  });

  it('leaves none of them open when it cannot start', async () => {
    await expect(startOver(servers, () => Promise.reject(new Error('port taken')))).rejects.toThrow('port taken');
    expect(diary).toEqual(['servers closed']);
  });
});
