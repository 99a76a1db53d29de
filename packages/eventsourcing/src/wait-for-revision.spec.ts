import assert from 'node:assert/strict';
import { isRejection } from '@lastmile/protocol';
import { waitForRevision } from './wait-for-revision.js';

describe('waitForRevision', () => {
  it('reads once without a revision, whatever is there', async () => {
    assert.equal(await waitForRevision(() => Promise.resolve(undefined), undefined), undefined);
    assert.deepStrictEqual(await waitForRevision(() => Promise.resolve({ revision: 3 }), undefined), { revision: 3 });
  });

  it('waits until the document has seen the revision', async () => {
    let revision = -1;
    const get = (): Promise<{ revision: number } | undefined> => {
      revision += 1;
      return Promise.resolve(revision === 0 ? undefined : { revision });
    };
    assert.deepStrictEqual(await waitForRevision(get, 4), { revision: 4 });
  });

  it('refuses with what it reached when that takes too long', async () => {
    const refused: unknown = await waitForRevision(() => Promise.resolve({ revision: 1 }), 2).catch((error: unknown) => error);
    assert.ok(isRejection(refused));
    assert.equal(refused.code, 'READ_MODEL_BEHIND');
    assert.deepStrictEqual(refused.details, { expected: 2, actual: 1 });
  });
});
