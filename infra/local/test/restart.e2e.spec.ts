import { temporaryDirectory } from '@lastmile/testing';
import { readSettings } from '../src/config.js';
import { startPlatform } from '../src/platform.js';
import { call } from './platform.js';

describe('a stopped platform', () => {
  it('has everything again when it is started on the same folder, under the same keys', async () => {
    const folder = temporaryDirectory('restart');
    const settings = { ...readSettings({}), dataDir: folder.path, port: 0 };
    try {
      const first = await startPlatform(settings, () => undefined);
      const { body } = await call<{ id: string }>(first, 'university', '/listings', {
        body: { title: '耐久成果', abstract: '说明' },
      });
      const published = await call<{ revision: number }>(first, 'university', `/listings/${body.id}/publish`, { method: 'POST' });
      await first.stop();
      expect(first.processes.map(({ pid }) => pid)).toEqual(first.processes.map(() => undefined));

      const second = await startPlatform(settings, () => undefined);
      try {
        const again = await call<{ title: string }>(
          second,
          undefined,
          `/listings/${body.id}?atRevision=${published.body.revision}`,
        );
        expect(again).toMatchObject({ status: 200, body: { title: '耐久成果', status: 'PUBLISHED' } });
        expect(second.keys).toEqual(first.keys);
      } finally {
        await second.stop();
      }
    } finally {
      folder.remove();
    }
  });
});
