import { demandContentSchema, listingContentSchema } from '@lastmile/protocol';
import { bounded } from './bounded.js';
import { demandEntry, fromDocument, isValidAt, listingEntry, toDocument } from './indexed-entry.js';

const record = { revision: 3, organisationId: 'o' };
const at = '2030-05-01T08:00:00.000Z';
const indicators = [{ name: '硬度', operator: 'GE' as const, value: 58, unit: 'HRC' }];

describe('an indexed entry', () => {
  it('of a listing holds what the engine compares', () => {
    const content = listingContentSchema.parse({
      title: '轴承淬火',
      abstract: '均匀',
      advantage: '省去回火',
      kind: 'PATENT',
      readinessLevel: 7,
      licences: [{ mode: 'SOLE' }],
      secrecy: 'CLASSIFIED',
      excludedOrganisationIds: ['rival'],
      keywords: ['感应', '淬火'],
      indicators,
      field: 'NEW_MATERIALS',
      modes: ['LICENCE'],
      price: { amount: '12.50', currency: 'CNY' },
      region: '110000',
      validUntil: '2030-05-20',
    });
    expect(listingEntry({ listingId: 'l', ...record, content }, at)).toEqual({
      kind: 'LISTING',
      id: 'l',
      revision: 3,
      publishedAt: at,
      organisationId: 'o',
      title: '轴承淬火',
      body: '均匀\n省去回火\n感应 淬火\n硬度',
      modes: ['LICENCE'],
      indicators,
      isAnonymous: false,
      field: 'NEW_MATERIALS',
      region: '110000',
      validUntil: '2030-05-20',
      price: 1250,
      achievementKind: 'PATENT',
      readinessLevel: 7,
      licences: [{ mode: 'SOLE' }],
      classified: true,
      excluded: ['rival'],
    });
  });
  it('of a demand takes the most of its budget, and hides who asks when told to', () => {
    const budget = { min: { amount: '1', currency: 'CNY' }, max: { amount: '2', currency: 'CNY' } };
    const content = demandContentSchema.parse({
      title: '淬火',
      budget,
      confidentiality: 'ANONYMOUS',
      enterpriseSize: 'SMALL',
      licence: 'SOLE',
    });
    const entry = demandEntry({ demandId: 'd', ...record, content }, at);
    expect(entry).toMatchObject({ kind: 'DEMAND', id: 'd', budget: 200, budgetMin: 100, isAnonymous: true, body: '' });
    expect(entry).toMatchObject({ smallBusiness: true, licence: 'SOLE' });
  });
  it('leaves out what is not given', () => {
    const entry = demandEntry({ demandId: 'd', ...record, content: demandContentSchema.parse({ title: '淬火' }) }, at);
    for (const name of [
      'smallBusiness',
      'classified',
      'excluded',
      'licence',
      'readinessLevel',
      'field',
      'region',
      'validUntil',
      'budget',
      'price',
    ])
      expect(entry).not.toHaveProperty(name);
  });
  it('is kept and read back without loss', () => {
    const entry = listingEntry({ listingId: 'l', ...record, content: listingContentSchema.parse({ title: '淬火' }) }, at);
    const stored = JSON.parse(JSON.stringify(toDocument(entry, 7))) as ReturnType<typeof toDocument>;
    expect(stored).toMatchObject({ id: 'LISTING-l', revision: 3, sequence: 7, isGone: false });
    expect(fromDocument(stored)).toEqual(entry);
  });
  it.each([
    [undefined, true],
    ['2030-05-21', true],
    ['2030-05-20', true],
    ['2030-05-19', false],
  ])('that is valid until %s is offered on 2030-05-20: %s', (validUntil, expected) =>
    expect(isValidAt({ validUntil }, '2030-05-20T23:59:59.999Z')).toBe(expected),
  );
});

describe('bounded work', () => {
  it('runs no more at once than it may, in order, and goes on after a failure', async () => {
    const limit = bounded(2);
    const started: number[] = [];
    const gates = Array.from({ length: 5 }, () => Promise.withResolvers<number>());
    const all = gates.map((gate, at) => limit(() => (started.push(at), gate.promise)));
    const outcome = Promise.allSettled(all);
    await Promise.resolve();
    expect(started).toEqual([0, 1]);
    gates[1]?.reject(new Error('lost'));
    await expect(all[1]).rejects.toThrow('lost');
    expect(started).toEqual([0, 1, 2]);
    gates.forEach((gate, at) => gate.resolve(at));
    expect((await outcome).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
    expect(started).toEqual([0, 1, 2, 3, 4]);
  });
});
