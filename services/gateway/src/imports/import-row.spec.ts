import fc from 'fast-check';
import { demandContentSchema, listingContentSchema } from '@lastmile/protocol';
import { parseRow } from './import-row.js';

const line = (row: unknown): string => JSON.stringify(row);

describe('a row of an import', () => {
  it('takes the text under either name, and keeps where it came from', () => {
    expect(parseRow('listing', line({ id: 'L1', title: ' 标题 ', content: '正文' }))).toMatchObject({
      id: 'L1',
      content: { title: '标题', abstract: '正文', sourceId: 'L1', keywords: [] },
    });
    expect(parseRow('demand', line({ id: 7, title: 't', abstract: 'text' }))).toMatchObject({
      id: '7',
      content: { content: 'text', sourceId: '7' },
    });
  });
  it('passes over unknown members, empty ones, and a source of its own', () => {
    const row = parseRow(
      'demand',
      line({ id: 'D', title: 't', field: null, organisationId: 'x', status: 'CONTRACTED', sourceId: 'y' }),
    );
    expect(row).toEqual({ id: 'D', content: { ...demandContentSchema.parse({ title: 't' }), sourceId: 'D' } });
  });
  it('takes every member of a listing and of a demand', () => {
    const offered = {
      ...{ advantage: '能耗减半', kind: 'PATENT', readinessLevel: 7, excludedOrganisationIds: ['o-9'], secrecy: 'PUBLIC' },
      licences: [{ mode: 'SOLE', region: '110000', until: '2030-12-31' }],
    };
    expect(parseRow('listing', line({ id: 'L', title: 't', ...offered }))).toMatchObject({ content: offered });
    const wanted = { readinessLevel: 6, licence: 'NON_EXCLUSIVE', enterpriseSize: 'SMALL', excludedOrganisationIds: ['o-9'] };
    expect(parseRow('demand', line({ id: 'D', title: 't', ...wanted }))).toMatchObject({ content: wanted });
    expect(parseRow('listing', line({ id: 'L', title: 't', kind: 'POEM' }))).toMatchObject({ code: 'INVALID_MESSAGE' });
  });
  it.each(['', 'x', '[]', '1', 'null', '{"id":', '"text"'])('%j is no row', (text) => {
    expect(parseRow('listing', text)).toEqual({ code: 'INVALID_JSON' });
  });
  it.each([undefined, null, '', '  ', 1.5, {}, 'x'.repeat(201)])('the id %j is none', (id) => {
    expect(parseRow('listing', line({ id, title: 't' }))).toMatchObject({ code: 'INVALID_MESSAGE' });
  });
  it('names what does not fit, in the language of who sent it', () => {
    const row = line({ id: 'L', title: '', price: { amount: '1.234', currency: 'CNY' } });
    expect(parseRow('listing', row, 'en')).toMatchObject({
      id: 'L',
      code: 'INVALID_MESSAGE',
      violations: [/^title: Too small/, /^price\.amount: /].map((pattern) => expect.stringMatching(pattern) as string),
    });
    expect(JSON.stringify(parseRow('listing', row, 'zh-CN'))).toMatch(/\p{Script=Han}/u);
  });
  it('answers any text with a content that fits the schema, or with a code', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          id: fc.string(),
          title: fc.string(),
          abstract: fc.anything(),
          price: fc.anything(),
          keywords: fc.array(fc.string()),
        })
        .map((row) => JSON.stringify(row)),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom('listing' as const, 'demand' as const), (text, kind) => {
        const row = parseRow(kind, text);
        if (!('content' in row)) return ['INVALID_JSON', 'INVALID_MESSAGE'].includes(row.code);
        const schema = kind === 'listing' ? listingContentSchema : demandContentSchema;
        return schema.safeParse(row.content).success && row.content.sourceId === row.id;
      }),
    );
  });
});
