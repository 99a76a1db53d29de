import { contractKinds, cooperationModes, dealKinds } from '@lastmile/protocol';
import type { KindFact } from '@lastmile/protocol';
import fc from 'fast-check';
import type { At } from '../checks/check.decider.js';
import {
  clausesOf,
  equityRegistersAs,
  kindsThatFit,
  licenceModeOf,
  testContent,
  testKind,
  testLicenceMode,
} from './kind-tests.decider.js';
import { contentFields, kindFacts, kindOf, kinds } from './kind.decider.js';

const at: At = { region: '110000', date: '2026-03-20' };
const none = { hasPatents: false, hasRoyalty: false };

describe('a kind', () => {
  it('is there for each that a contract or a cooperation may have', () => {
    for (const kind of [...contractKinds, ...cooperationModes]) expect(dealKinds).toContain(kind);
  });
  it('is told by its facts', () => {
    expect(kindsThatFit({ isMastered: true, transfersRight: true })).toEqual(['ASSIGNMENT']);
    expect(kindsThatFit({ isMastered: true, transfersRight: false, grantsUse: true })).toEqual(['LICENCE']);
    const research = { isMastered: false, hasResearchGoal: true, hasInnovation: true };
    expect(kindsThatFit({ ...research, isJointWork: false })).toEqual(['DEVELOPMENT_COMMISSIONED']);
    expect(kindsThatFit({ ...research, isJointWork: true })).toEqual(['DEVELOPMENT_COOPERATIVE']);
    expect(kindsThatFit({})).toEqual([]);
  });
  it('fails when technology to be developed is mastered already', () => {
    const result = testKind('DEVELOPMENT_COMMISSIONED', { isMastered: true, hasResearchGoal: true, isJointWork: false }, at);
    expect(result.status).toBe('FAILED');
    expect(result.missing).toEqual([
      { what: 'DECLARATION_CONTRADICTS', suppliedBy: 'BOTH_PARTIES', about: 'isMastered' },
      { what: 'DECLARATION_MISSING', suppliedBy: 'BOTH_PARTIES', about: 'hasInnovation' },
    ]);
    expect(result.ruleVersion).toBe('national/contract-kind/2021-01-01');
  });
  it('passes exactly when it is among those that fit', () => {
    const facts = fc.record(
      Object.fromEntries(Object.keys(kindFacts).map((fact) => [fact, fc.boolean()])) as Record<KindFact, fc.Arbitrary<boolean>>,
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(facts, fc.constantFrom(...dealKinds), (said, kind) =>
        expect(testKind(kind, said, at).status === 'PASSED').toBe(kindsThatFit(said).includes(kind)),
      ),
    );
  });
});

describe('clauses', () => {
  it('that are needed block, those that are expected warn', () => {
    const { must, should } = clausesOf('LICENCE', none);
    const all = Object.fromEntries([...must, ...should].map((field) => [field, 'x']));
    expect(testContent('LICENCE', { ...none, content: all }, at).status).toBe('PASSED');
    expect(testContent('LICENCE', { ...none, content: { ...all, territory: ' ' } }, at).status).toBe('WARNING');
    const bare = testContent('LICENCE', { ...none, content: { ...all, price: undefined } }, at);
    expect([bare.status, bare.missing]).toEqual([
      'FAILED',
      [{ what: 'FIELD_MISSING', suppliedBy: 'BOTH_PARTIES', about: 'price' }],
    ]);
  });
  it('name the patents where there are any, and the inspection of accounts where there is a royalty', () => {
    expect(clausesOf('LICENCE', none).must).not.toContain('patents');
    expect(clausesOf('LICENCE', { hasPatents: true, hasRoyalty: true }).must).toEqual(
      expect.arrayContaining(['patents', 'accountInspection']),
    );
  });
  it('of an assignment give what the registration form asks for', () =>
    expect(clausesOf('ASSIGNMENT', none).must).toEqual(expect.arrayContaining(['newInvestment', 'newOutput'])));
  it('are never both needed and expected', () => {
    for (const kind of dealKinds) {
      const { must, should } = clausesOf(kind, { hasPatents: true, hasRoyalty: true });
      expect(must.filter((field) => should.includes(field))).toEqual([]);
    }
  });
});

describe('the licence mode', () => {
  it('is the law’s default when none is agreed, and said so', () => {
    expect(licenceModeOf(undefined, at)).toEqual({
      mode: 'NON_EXCLUSIVE',
      isDefault: true,
      ruleVersion: 'national/licence-mode-default/2021-01-01',
    });
    expect(licenceModeOf('SOLE', at)).toMatchObject({ mode: 'SOLE', isDefault: false });
    expect(testLicenceMode(undefined, at).status).toBe('WARNING');
    expect(testLicenceMode('EXCLUSIVE', at).status).toBe('PASSED');
  });
});

describe('equity for technology', () => {
  it('may be registered as assignment in Beijing', () => {
    expect(equityRegistersAs(at)).toEqual({ kind: 'ASSIGNMENT', ruleVersion: 'beijing/equity-registration/2002-11-01' });
    expect(equityRegistersAs({ ...at, region: '330000' })).toBeUndefined();
  });
});

describe('names', () => {
  it('of kinds, facts and clauses are there in both languages', () => {
    for (const { zh, en } of [...Object.values(kinds), ...Object.values(kindFacts), ...Object.values(contentFields)]) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[^\p{Script=Han}]+$/u);
    }
    for (const kind of dealKinds) expect(kindOf(kind).seller.zh).toMatch(/\p{Script=Han}/u);
  });
});
