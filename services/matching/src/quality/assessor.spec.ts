import { demandContentSchema, listingContentSchema } from '@lastmile/protocol';
import type { DemandContent, ListingContent } from '@lastmile/protocol';
import type { Kind } from '../engine/subject.js';
import { demandEntry, listingEntry } from '../indexing/indexed-entry.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import type { AssessInput, Assessor } from './assessor.js';
import { createAssessor } from './assessor.js';

const now = '2026-11-23T08:00:00.000Z';
const abstract =
  '产线换型频繁,缺陷样品稀少。本方法先用良品图像学习正常纹理,再以二三十张缺陷图微调,输出像素级位置与置信度,适合多品种、小批量的外观检查工位。';
const title = '少量样品即可建模的表面缺陷检测';

const listing = (id: string, organisationId: string, content: Partial<ListingContent> = {}): AssessInput => {
  const whole = listingContentSchema.parse({ title, abstract, ...content });
  const entry = listingEntry({ listingId: id, revision: 1, organisationId, content: whole }, now);
  return { draft: { kind: 'LISTING', content: whole }, entry, now };
};
const demand = (id: string, organisationId: string, content: Partial<DemandContent> = {}): AssessInput => {
  const whole = demandContentSchema.parse({ title, content: abstract, ...content });
  const entry = demandEntry({ demandId: id, revision: 1, organisationId, content: whole }, now);
  return { draft: { kind: 'DEMAND', content: whole }, entry, now };
};

/** An index of published records and the assessor beside it. */
const market = (...published: AssessInput[]) => {
  const entries = new Map<string, IndexedEntry>();
  const get = (kind: Kind, id: string): IndexedEntry | undefined => entries.get(`${kind}-${id}`);
  const assessor = createAssessor(get);
  for (const { entry } of published) {
    entries.set(`${(entry as IndexedEntry).kind}-${entry.id}`, entry as IndexedEntry);
    assessor.put(entry as IndexedEntry);
  }
  return { assessor, entries, get };
};
const idsOf = (assessor: Assessor, input: AssessInput): string[] => assessor.assess(input).duplicates.map(({ id }) => id);

describe('a draft among published records', () => {
  const revised = abstract.replace('二三十张', '不到五十张');

  it('is not its own duplicate', () => {
    const { assessor } = market(listing('a', 'university'));
    expect(assessor.assess(listing('a', 'university')).duplicates).toEqual([]);
  });
  it('is told own ones and those of others, the nearest first', () => {
    const { assessor } = market(listing('a', 'university', { abstract: revised }), listing('b', 'institute'));
    const { duplicates, hints } = assessor.assess(listing('', 'university'));
    expect(duplicates.map(({ id, isOwn, title: of }) => ({ id, isOwn, of }))).toEqual([
      { id: 'b', isOwn: false, of: title },
      { id: 'a', isOwn: true, of: title },
    ]);
    expect(duplicates[0]?.likeness).toBe(1);
    expect(duplicates[1]?.likeness).toBeLessThan(1);
    expect(hints.map(({ code }) => code)).toEqual(expect.arrayContaining(['DUPLICATE_OF_OWN', 'NEAR_DUPLICATE']));
  });
  it('is compared with its own kind only', () => {
    const { assessor } = market(demand('a', 'enterprise'));
    expect(idsOf(assessor, listing('', 'enterprise'))).toEqual([]);
    expect(idsOf(assessor, demand('', 'enterprise'))).toEqual(['a']);
  });
  it('learns nothing of anonymous and classified records of others, but of its own', () => {
    const { assessor } = market(
      demand('anonymous', 'enterprise', { confidentiality: 'ANONYMOUS' }),
      demand('classified', 'enterprise', { secrecy: 'CLASSIFIED' }),
    );
    const asked = assessor.assess(demand('', 'stranger'));
    expect(asked.duplicates).toEqual([]);
    expect(asked).toEqual(createAssessor(() => undefined).assess(demand('', 'stranger')));
    expect(idsOf(assessor, demand('', 'enterprise'))).toEqual(['anonymous', 'classified']);
  });
  it('learns of an offer that is over only when it is its own', () => {
    const { assessor } = market(listing('a', 'university', { validUntil: '2026-11-22' }));
    expect(idsOf(assessor, listing('', 'stranger'))).toEqual([]);
    expect(idsOf(assessor, listing('', 'university'))).toEqual(['a']);
  });
  it('finds its own copy among many of others, and names a few', () => {
    const others = Array.from({ length: 30 }, (_, at) => listing(`x${at}`, 'institute'));
    const { assessor } = market(...others, listing('own', 'university'));
    const { duplicates } = assessor.assess(listing('', 'university'));
    expect(duplicates).toHaveLength(6);
    expect(duplicates.filter(({ isOwn }) => isOwn).map(({ id }) => id)).toEqual(['own']);
  });
  it('is compared with what is there now', () => {
    const { assessor, entries } = market(listing('a', 'university'), listing('b', 'university'));
    assessor.remove('LISTING', 'a');
    entries.delete('LISTING-a');
    expect(idsOf(assessor, listing('', 'university'))).toEqual(['b']);
  });
  it('gets the same answer from an assessor that was stored and loaded', () => {
    const { assessor, get } = market(listing('a', 'university'), demand('b', 'university'));
    const again = createAssessor(get, structuredClone(assessor.dump()));
    for (const input of [listing('', 'university'), demand('', 'university')])
      expect(again.assess(input)).toEqual(assessor.assess(input));
    expect(again.dump()).toEqual(assessor.dump());
  });

  it('has twins among the records of its organisation alone, without itself', () => {
    const published = [listing('a', 'university'), listing('b', 'university', { abstract: revised }), listing('c', 'institute')];
    const { assessor } = market(...published, listing('d', 'university', { title: '毫米波雷达', abstract: '监测睡眠。' }));
    expect(assessor.twinsOf(published[0]?.entry as IndexedEntry).map(({ id }) => id)).toEqual(['b']);
    expect(assessor.twinsOf(published[2]?.entry as IndexedEntry)).toEqual([]);
  });
});
