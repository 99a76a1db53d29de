import type { Constraint, LiveLicence } from '@lastmile/protocol';
import { plainSubject } from '../subject.js';
import type { Subject } from '../subject.js';
import { constraintsOf } from './constraints.js';
import { renderConstraint } from './render.js';

const today = '2030-05-20T23:59:59.999Z';
const offer = (more: Partial<Subject> = {}): Subject => ({ ...plainSubject('轴承', ''), organisationId: 'university', ...more });
const wish = (more: Partial<Subject> = {}): Subject => ({ ...plainSubject('轴承', ''), organisationId: 'enterprise', ...more });
const found = (own: Partial<Subject>, asked: Partial<Subject>): Constraint[] => constraintsOf(offer(own), wish(asked), today);

describe('a pair', () => {
  it('that nothing is said against is free', () => expect(found({}, {})).toEqual([]));
  it.each<[string, Partial<Subject>, Partial<Subject>, Constraint[]]>([
    ['a classified listing', { classified: true }, {}, [{ name: 'SECRECY', side: 'SUPPLY', values: {} }]],
    ['a classified demand', {}, { classified: true }, [{ name: 'SECRECY', side: 'DEMAND', values: {} }]],
    ['on its last day', { validUntil: '2030-05-20' }, { validUntil: '2030-05-20' }, []],
    [
      'the day after on both sides',
      { validUntil: '2030-05-19' },
      { validUntil: '2029-12-31' },
      [
        { name: 'EXPIRED', side: 'SUPPLY', values: { until: '2030-05-19' } },
        { name: 'EXPIRED', side: 'DEMAND', values: { until: '2029-12-31' } },
      ],
    ],
    [
      'excluded by the supply side',
      { excluded: ['x', 'enterprise'] },
      {},
      [{ name: 'EXCLUDED_PARTY', side: 'SUPPLY', values: {} }],
    ],
    ['excluded by the demand side', {}, { excluded: ['university'] }, [{ name: 'EXCLUDED_PARTY', side: 'DEMAND', values: {} }]],
    ['with others excluded', { excluded: ['x'] }, { excluded: ['y'] }, []],
    ['of one organisation', { organisationId: 'enterprise' }, {}, [{ name: 'SAME_PARTY', side: 'SUPPLY', values: {} }]],
    ['of nobody’s texts', { organisationId: '', excluded: [''] }, { organisationId: '', excluded: [''] }, []],
  ])('%s', (_, own, asked, expected) => expect(found(own, asked)).toEqual(expected));
});

const licence = (mode: LiveLicence['mode'], more: Partial<LiveLicence> = {}): LiveLicence => ({ mode, ...more });

describe('a licence that is in force', () => {
  const conflicts = (live: LiveLicence, asked: Partial<Subject>, own: Partial<Subject> = {}): boolean =>
    found({ licences: [live], ...own }, asked).some(({ name }) => name === 'LICENCE_CONFLICT');

  // SPC interpretation on technology contracts 2020, Art. 25: rows are what is in force, columns what is wanted.
  it.each([
    ['EXCLUSIVE', 'EXCLUSIVE', true],
    ['EXCLUSIVE', 'SOLE', true],
    ['EXCLUSIVE', 'NON_EXCLUSIVE', true],
    ['SOLE', 'EXCLUSIVE', true],
    ['SOLE', 'SOLE', true],
    ['SOLE', 'NON_EXCLUSIVE', true],
    ['NON_EXCLUSIVE', 'EXCLUSIVE', true],
    ['NON_EXCLUSIVE', 'SOLE', true],
    ['NON_EXCLUSIVE', 'NON_EXCLUSIVE', false],
  ] as const)('%s, where %s is wanted: conflict %s', (live, wanted, expected) =>
    expect(conflicts(licence(live), { modes: ['LICENCE'], licence: wanted })).toBe(expected),
  );
  it('is against a licence of no stated mode as against a non-exclusive one', () => {
    expect(conflicts(licence('EXCLUSIVE'), { modes: ['LICENCE'] })).toBe(true);
    expect(conflicts(licence('NON_EXCLUSIVE'), { modes: ['LICENCE'] })).toBe(false);
  });
  it('is against a licence that is asked for without naming a mode of cooperation', () => {
    expect(conflicts(licence('EXCLUSIVE'), { licence: 'SOLE' })).toBe(true);
    expect(conflicts(licence('EXCLUSIVE'), {})).toBe(false);
  });
  it.each(['DEVELOPMENT_COMMISSIONED', 'DEVELOPMENT_COOPERATIVE', 'CONSULTING', 'SERVICE'])('does not touch %s', (mode) =>
    expect(conflicts(licence('EXCLUSIVE'), { modes: [mode], licence: 'EXCLUSIVE' })).toBe(false),
  );
  it('stays in force after an assignment, and so hinders only a buyer who must be alone', () => {
    expect(conflicts(licence('EXCLUSIVE'), { modes: ['ASSIGNMENT'] })).toBe(false);
    expect(conflicts(licence('EXCLUSIVE'), { modes: ['ASSIGNMENT'], licence: 'EXCLUSIVE' })).toBe(true);
    expect(conflicts(licence('NON_EXCLUSIVE'), { modes: ['ASSIGNMENT'], licence: 'EXCLUSIVE' })).toBe(true);
  });
  it('does not hinder a demand that another offered mode serves', () => {
    const asked = { modes: ['LICENCE', 'SERVICE'] };
    expect(conflicts(licence('EXCLUSIVE'), asked)).toBe(false);
    expect(conflicts(licence('EXCLUSIVE'), asked, { modes: ['LICENCE', 'SERVICE'] })).toBe(false);
    expect(conflicts(licence('EXCLUSIVE'), asked, { modes: ['LICENCE'] })).toBe(true);
  });
  it.each<[string, Partial<LiveLicence>, Partial<Subject>, boolean]>([
    ['over yesterday', { until: '2030-05-19' }, {}, false],
    ['until today', { until: '2030-05-20' }, {}, true],
    ['for another field', { field: 'AGRICULTURE' }, { field: 'TRANSPORT' }, false],
    ['for the same field', { field: 'TRANSPORT' }, { field: 'TRANSPORT' }, true],
    ['for a field where the demand names none', { field: 'TRANSPORT' }, {}, true],
    ['for all fields', {}, { field: 'TRANSPORT' }, true],
    ['in another province', { region: '440000' }, { region: '110108' }, false],
    ['in the whole province', { region: '440000' }, { region: '440305' }, true],
    ['in a district of the city', { region: '440305' }, { region: '440300' }, true],
    ['in the next district', { region: '440305' }, { region: '440306' }, false],
    ['in a region where the demand names none', { region: '440305' }, {}, true],
  ])('%s', (_, live, asked, expected) =>
    expect(conflicts(licence('EXCLUSIVE', live), { modes: ['LICENCE'], ...asked })).toBe(expected),
  );
  it('is told with its scope', () => {
    const licences = [licence('NON_EXCLUSIVE'), licence('SOLE', { field: 'TRANSPORT', region: '440000', until: '2031-01-01' })];
    const values = { mode: 'SOLE', wanted: 'NON_EXCLUSIVE', until: '2031-01-01', field: 'TRANSPORT', region: '440000' };
    expect(found({ licences }, { modes: ['LICENCE'] })).toEqual([{ name: 'LICENCE_CONFLICT', side: 'SUPPLY', values }]);
  });
});

describe('a constraint as a sentence', () => {
  it.each<[Constraint, string, string]>([
    [
      { name: 'SECRECY', side: 'SUPPLY', values: {} },
      '成果涉密，不在平台上对接。',
      'The listing is classified, and classified technology is not brokered on the platform.',
    ],
    [
      { name: 'EXPIRED', side: 'DEMAND', values: { until: '2030-05-19' } },
      '需求的有效期已于 2030-05-19 届满。',
      'The demand was valid until 2030-05-19.',
    ],
    [{ name: 'EXPIRED', side: 'DEMAND', values: {} }, '需求的有效期已届满。', 'The demand is not valid any more.'],
    [{ name: 'WITHDRAWN', side: 'SUPPLY', values: {} }, '成果已撤回。', 'The listing was withdrawn.'],
    [
      { name: 'LICENCE_CONFLICT', side: 'SUPPLY', values: { mode: 'EXCLUSIVE', wanted: 'NON_EXCLUSIVE', until: '2031-01-01' } },
      '成果已有在先的独占许可（至 2031-01-01），无法再授予需求所要的普通许可。',
      'An exclusive licence granted before is in force until 2031-01-01, so the wanted non-exclusive licence cannot be granted.',
    ],
    [
      { name: 'LICENCE_CONFLICT', side: 'SUPPLY', values: { mode: 'SOLE', wanted: 'SOLE' } },
      '成果已有在先的排他许可，无法再授予需求所要的排他许可。',
      'A sole licence granted before is in force, so the wanted sole licence cannot be granted.',
    ],
    [
      { name: 'EXCLUDED_PARTY', side: 'DEMAND', values: {} },
      '需求方已声明不与对方机构合作。',
      'The demand side has ruled out dealing with the other organisation.',
    ],
    [{ name: 'SAME_PARTY', side: 'SUPPLY', values: {} }, '双方属于同一机构。', 'Both sides are the same organisation.'],
  ])('%j', (constraint, zh, en) => expect(renderConstraint(constraint)).toEqual({ zh, en }));
});
