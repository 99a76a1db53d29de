import type { LicenceMode } from '@lastmile/protocol';
import fc from 'fast-check';
import { addDays } from '../rules/days.decider.js';
import { checkNames, maySign } from './check.decider.js';
import type { At, CheckResult } from './check.decider.js';
import { checkClauses, checkImprovements, unfairClauses } from './clauses.decider.js';
import { findings, suppliers } from './finding.decider.js';
import { checkDiligence, checkInterests, checkSecrecy } from './integrity.decider.js';
import { checkAssignedLicences, checkLicenceOverlap, licencesConflict, scopesOverlap } from './licence-overlap.decider.js';
import type { Licence, LicenceScope } from './licence-overlap.decider.js';
import { checkBeforeSigning, checkPricing } from './pre-signing.decider.js';
import type { DealToSign } from './pre-signing.decider.js';
import { checkCoOwners, checkFirstRefusal, checkPatents, refusalDeadline } from './rights.decider.js';
import type { Patent } from './rights.decider.js';

const at: At = { region: '110108', date: '2026-03-20' };
const codes = ({ missing }: CheckResult) => missing.map(({ what, about }) => (about ? `${what} ${about}` : what));

const licence = (id: string, mode: LicenceMode, scope: Partial<LicenceScope> = {}): Licence => ({
  id,
  licenseeId: `licensee-${id}`,
  mode,
  ip: ['ZL202010000001.1'],
  ...scope,
});

describe('overlap of licences', () => {
  it('needs the same IP, field, territory and a common day', () => {
    const one: LicenceScope = {
      ip: ['ZL1'],
      fields: ['BIOMEDICINE'],
      territories: ['110000'],
      from: '2026-01-01',
      to: '2026-12-31',
    };
    expect(scopesOverlap(one, one)).toBe(true);
    expect(scopesOverlap(one, { ...one, ip: ['ZL2'] })).toBe(false);
    expect(scopesOverlap(one, { ...one, fields: ['NEW_ENERGY'] })).toBe(false);
    expect(scopesOverlap(one, { ...one, territories: ['330000'] })).toBe(false);
    expect(scopesOverlap(one, { ...one, from: '2027-01-01', to: '2027-12-31' })).toBe(false);
    expect(scopesOverlap(one, { ...one, from: '2026-12-31', to: undefined })).toBe(true);
  });
  it('knows that a district lies in its city and everything in the country', () => {
    const place = (...territories: string[]): LicenceScope => ({ ip: ['x'], territories });
    expect(scopesOverlap(place('110000'), place('110108'))).toBe(true);
    expect(scopesOverlap(place('110108'), place('110105'))).toBe(false);
    expect(scopesOverlap(place('000000'), place('110105'))).toBe(true);
    expect(scopesOverlap(place(), place('650000'))).toBe(true);
    expect(scopesOverlap(place('330100'), place('330000'))).toBe(true);
    expect(scopesOverlap(place('330100'), place('331000'))).toBe(false);
  });
  it('writes IP numbers as people do', () => expect(scopesOverlap({ ip: ['zl 2020 1'] }, { ip: ['ZL20201'] })).toBe(true));

  const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days));
  const scope: fc.Arbitrary<LicenceScope> = fc.record(
    {
      ip: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
      fields: fc.subarray(['f', 'g']),
      territories: fc.subarray(['000000', '110000', '110108', '330000', '330100']),
      from: day,
      to: day,
    },
    { requiredKeys: ['ip'] },
  );
  const live = fc.record({ scope, mode: fc.constantFrom<LicenceMode>('EXCLUSIVE', 'SOLE', 'NON_EXCLUSIVE') });

  it('is symmetric', () =>
    fc.assert(
      fc.property(live, live, (a, b) => {
        const one = { ...a.scope, id: '1', licenseeId: '1', mode: a.mode };
        const other = { ...b.scope, id: '2', licenseeId: '2', mode: b.mode };
        expect(scopesOverlap(one, other)).toBe(scopesOverlap(other, one));
        expect(licencesConflict(one, other)).toBe(licencesConflict(other, one));
      }),
    ));
  it('is monotone: what is widened overlaps still', () =>
    fc.assert(
      fc.property(scope, scope, fc.constantFrom('ip', 'fields', 'territories', 'from', 'to'), (one, other, part) => {
        const wider: LicenceScope = part === 'ip' ? { ...one, ip: [...one.ip, 'd'] } : { ...one, [part]: undefined };
        if (scopesOverlap(one, other)) expect(scopesOverlap(wider, other)).toBe(true);
      }),
    ));
  it('conflicts only where one of the two leaves no room', () => {
    const check = (fresh: Licence, ...others: Licence[]) => codes(checkLicenceOverlap(fresh, { live: others }, at));
    expect(check(licence('n', 'NON_EXCLUSIVE'), licence('1', 'NON_EXCLUSIVE'))).toEqual([]);
    expect(check(licence('n', 'NON_EXCLUSIVE'), licence('1', 'SOLE'))).toEqual(['LICENCE_OVERLAPS 1']);
    expect(check(licence('n', 'EXCLUSIVE'), licence('1', 'NON_EXCLUSIVE'), licence('2', 'NON_EXCLUSIVE', { ip: ['y'] }))).toEqual(
      ['LICENCE_OVERLAPS 1'],
    );
    expect(check(licence('n', 'EXCLUSIVE'), { ...licence('1', 'SOLE'), licenseeId: 'licensee-n' })).toEqual([]);
  });
  it('tells the licensor of an exclusive licence to stop', () => {
    const result = checkLicenceOverlap(licence('n', 'EXCLUSIVE'), { live: [], isUsedByLicensor: true }, at);
    expect([result.status, codes(result)]).toEqual(['WARNING', ['LICENSOR_STILL_USES']]);
    expect(checkLicenceOverlap(licence('n', 'SOLE'), { live: [], isUsedByLicensor: true }, at).status).toBe('PASSED');
  });
  it('shows a buyer the licences that live on, and not those that ended', () => {
    const ended = licence('old', 'EXCLUSIVE', { to: '2026-03-19' });
    const result = checkAssignedLicences({ ip: ['ZL202010000001.1'] }, [licence('1', 'SOLE'), ended], at);
    expect([result.status, codes(result)]).toEqual(['WARNING', ['LICENCE_CARRIED_OVER 1']]);
  });
});

describe('first refusal', () => {
  const holder = { id: 'p', right: 'COMPLETER' } as const;
  const check = (change: object) => checkFirstRefusal('ASSIGNMENT', [{ ...holder, ...change }], at);
  it('is offered before an assignment, and is over when declined or after its days', () => {
    expect(codes(check({}))).toEqual(['OFFER_NOT_MADE p']);
    expect(check({ offeredOn: '2026-03-05' }).missing).toEqual([
      { what: 'OFFER_NOT_ANSWERED', suppliedBy: 'RIGHT_HOLDER', about: 'p', until: '2026-03-20' },
    ]);
    expect(check({ offeredOn: '2026-03-04' }).status).toBe('PASSED');
    expect(check({ offeredOn: '2026-03-19', answer: 'DECLINED' }).status).toBe('PASSED');
    expect(codes(check({ offeredOn: '2026-03-01', answer: 'ACCEPTED' }))).toEqual(['FIRST_REFUSAL_USED p']);
    expect(refusalDeadline('2026-03-05', at)).toBe('2026-03-20');
  });
  it('stops no sale to the holder, and no licence', () => {
    expect(check({ isBuyer: true }).status).toBe('PASSED');
    expect(checkFirstRefusal('LICENCE', [holder], at).status).toBe('PASSED');
  });
});

describe('co-owners', () => {
  const owners = [{ id: 'a', consentRef: 'c-1' }, { id: 'b' }];
  it('all agree to an assignment and to an exclusive or sole licence', () => {
    for (const [kind, mode] of [
      ['ASSIGNMENT', 'NON_EXCLUSIVE'],
      ['LICENCE', 'EXCLUSIVE'],
      ['LICENCE', 'SOLE'],
      ['EQUITY_CONTRIBUTION', 'NON_EXCLUSIVE'],
    ] as const)
      expect(codes(checkCoOwners({ kind, mode }, owners, at))).toEqual(['CONSENT_MISSING b']);
  });
  it('each may let others use it', () =>
    expect(checkCoOwners({ kind: 'LICENCE', mode: 'NON_EXCLUSIVE' }, owners, at).status).toBe('PASSED'));
});

describe('patents', () => {
  const granted: Patent = { number: 'ZL1', status: 'GRANTED', validTo: '2040-01-01', feePaidTo: '2027-01-01' };
  const check = (change: Partial<Patent>, termTo: string | undefined = '2031-01-01') =>
    codes(checkPatents([{ ...granted, ...change }], termTo, at));
  it('are in force on the day, paid, and as long as the contract', () => {
    expect(check({})).toEqual([]);
    expect(check({ status: 'REVOKED' })).toEqual(['PATENT_NOT_IN_FORCE ZL1']);
    expect(check({ validTo: '2026-03-19' })).toEqual(['PATENT_NOT_IN_FORCE ZL1']);
    expect(check({ validTo: '2026-03-20' })).toEqual(['PATENT_ENDS_BEFORE_TERM ZL1']);
    expect(check({ feePaidTo: '2026-03-19' })).toEqual(['PATENT_FEE_UNPAID ZL1']);
    expect(check({ validTo: undefined })).toEqual(['PATENT_DATES_MISSING ZL1']);
    expect(checkPatents([granted], undefined, at).status).toBe('WARNING');
  });
  it('that are only applied for warn', () => {
    const result = checkPatents([{ number: 'CN1', status: 'PENDING' }], '2031-01-01', at);
    expect([result.status, codes(result)]).toEqual(['WARNING', ['PATENT_NOT_GRANTED CN1']]);
  });
});

describe('integrity', () => {
  it('asks for a word on secrecy, and keeps what is classified out', () => {
    expect(codes(checkSecrecy({}, at))).toEqual(['DECLARATION_MISSING isClassified', 'DECLARATION_MISSING touchesSecurity']);
    expect(checkSecrecy({ isClassified: false, touchesSecurity: false }, at).status).toBe('PASSED');
    expect(codes(checkSecrecy({ isClassified: true, touchesSecurity: false }, at))).toEqual(['CLASSIFIED isClassified']);
    expect(checkSecrecy({ isClassified: false, touchesSecurity: false, isConfidentialityAgreed: false }, at).status).toBe(
      'WARNING',
    );
  });
  it('asks leaders and related buyers to declare, and the notice to mark them', () => {
    const leader = { id: 'p', role: 'LEADER', hasDeclared: true } as const;
    const none = { isBuyerRelated: false, persons: [], isMarkedInNotice: false };
    expect(checkInterests(none, at).status).toBe('PASSED');
    expect(codes(checkInterests({ persons: [], isMarkedInNotice: false }, at))).toEqual(['DECLARATION_MISSING isBuyerRelated']);
    expect(codes(checkInterests({ ...none, isBuyerRelated: true }, at))).toEqual(['CONFLICT_NOT_NOTICED']);
    expect(codes(checkInterests({ ...none, persons: [leader] }, at))).toEqual(['CONFLICT_NOT_NOTICED']);
    expect(codes(checkInterests({ ...none, persons: [{ ...leader, hasDeclared: false }], isMarkedInNotice: true }, at))).toEqual([
      'CONFLICT_NOT_DECLARED p',
    ]);
  });
  it('asks for the unit’s consent when a completer works for the buyer', () => {
    const person = { id: 'p', role: 'COMPLETER', hasDeclared: true, worksForBuyer: { hasUnitConsent: false } } as const;
    const result = checkInterests({ isBuyerRelated: false, persons: [person], isMarkedInNotice: false }, at);
    expect(codes(result)).toEqual(['OUTSIDE_WORK_WITHOUT_CONSENT p']);
  });
  it('asks for evidence of each of the four elements', () => {
    const hash = 'a'.repeat(64);
    const evidence = (['DEMOCRATIC_DECISION', 'PUBLIC_INFORMATION', 'REASONABLE_CARE', 'SUPERVISION'] as const).map(
      (element) => ({
        element,
        hash,
      }),
    );
    const passed = checkDiligence({ evidence, isFreeOfIllegalGain: true }, at);
    expect([passed.status, passed.ruleVersion]).toEqual(['PASSED', 'beijing/due-diligence/2020-01-01']);
    expect(codes(checkDiligence({ evidence: evidence.slice(1), isFreeOfIllegalGain: true }, at))).toEqual([
      'DILIGENCE_EVIDENCE_MISSING DEMOCRATIC_DECISION',
    ]);
    expect(codes(checkDiligence({ evidence }, at))).toEqual(['NO_GAIN_NOT_DECLARED']);
  });
});

describe('clauses', () => {
  it('make the choice on improvements mandatory', () => {
    expect(codes(checkImprovements({}, at))).toEqual(['IMPROVEMENTS_NOT_CHOSEN']);
    expect(checkImprovements({ choice: 'MAKER' }, at).status).toBe('PASSED');
  });
  it('warn of what may be void, also of improvements given away for nothing', () => {
    const check = (improvements: object, ...clauses: (keyof typeof unfairClauses)[]) =>
      checkClauses({ clauses, improvements }, at);
    expect(check({ choice: 'MAKER' }).status).toBe('PASSED');
    expect(check({ choice: 'MAKER' }, 'TYING').status).toBe('WARNING');
    expect(codes(check({ choice: 'SELLER' }))).toEqual(['UNFAIR_CLAUSE GRANT_BACK_UNPAID']);
    expect(check({ choice: 'SELLER', isCompensated: true }).status).toBe('PASSED');
  });
});

describe('pricing', () => {
  it('binds state-founded units to the three ways, an agreed price to its notice', () => {
    const facts = { isStateUnit: true, mode: 'AGREED_PRICE', isDone: true, isNoticeClosed: true } as const;
    expect(checkPricing(facts, at).status).toBe('PASSED');
    expect(codes(checkPricing({ ...facts, isNoticeClosed: false }, at))).toEqual(['NOTICE_NOT_CLOSED']);
    expect(codes(checkPricing({ ...facts, mode: undefined }, at))).toEqual(['PRICING_NOT_DONE']);
    expect(checkPricing({ ...facts, mode: 'AUCTION', isNoticeClosed: false }, at).status).toBe('PASSED');
    expect(checkPricing({ isStateUnit: false, isDone: false, isNoticeClosed: false }, at).status).toBe('PASSED');
  });
});

describe('all checks before signing', () => {
  const hash = 'b'.repeat(64);
  const deal: DealToSign = {
    kind: 'LICENCE',
    facts: { isMastered: true, transfersRight: false, grantsUse: true },
    content: {
      projectName: '移动智能动作监测骨科康复指导仪',
      scope: '普通许可',
      price: '1200000.00',
      technologyValue: '1200000.00',
      paymentPlan: '一次总付',
      validFrom: '2026-04-01',
      validTo: '2031-03-31',
      patents: ['ZL1'],
    },
    hasRoyalty: false,
    licenceMode: 'SOLE',
    buyerId: 'e',
    scope: { ip: ['ZL1'] },
    liveLicences: [],
    refusalHolders: [],
    coOwners: [],
    patents: [{ number: 'ZL1', status: 'GRANTED', validTo: '2040-01-01' }],
    termTo: '2031-03-31',
    secrecy: { isClassified: false, touchesSecurity: false },
    interests: { isBuyerRelated: false, persons: [], isMarkedInNotice: false },
    diligence: {
      evidence: (['DEMOCRATIC_DECISION', 'PUBLIC_INFORMATION', 'REASONABLE_CARE', 'SUPERVISION'] as const).map((element) => ({
        element,
        hash,
      })),
      isFreeOfIllegalGain: true,
    },
    improvements: { choice: 'MAKER' },
    unfairClauses: [],
    pricing: { isStateUnit: true, mode: 'AGREED_PRICE', isDone: true, isNoticeClosed: true },
  };
  it('let a complete deal pass, with warnings shown', () => {
    const results = checkBeforeSigning(deal, at);
    expect(maySign(results)).toBe(true);
    expect(results.filter(({ status }) => status === 'WARNING').map(({ check }) => check)).toEqual(['contract-content']);
  });
  it('block where one of them fails', () => {
    const results = checkBeforeSigning({ ...deal, liveLicences: [licence('1', 'EXCLUSIVE', { ip: ['ZL1'] })] }, at);
    expect(maySign(results)).toBe(false);
    expect(results.filter(({ status }) => status === 'FAILED').map(({ check }) => check)).toEqual(['licence-overlap']);
  });
  it('say that the default mode was applied', () => {
    const results = checkBeforeSigning({ ...deal, licenceMode: undefined }, at);
    expect(results.find(({ check }) => check === 'licence-mode')?.missing).toEqual([
      { what: 'LICENCE_MODE_DEFAULTED', suppliedBy: 'BOTH_PARTIES' },
    ]);
  });
  it('each name their rule version and its source', () => {
    for (const { ruleVersion, source, check } of checkBeforeSigning({ ...deal, kind: 'ASSIGNMENT' }, at)) {
      expect(ruleVersion).toMatch(/^(national|beijing)\/[a-z-]+\/\d{4}-\d{2}-\d{2}$/);
      expect(source.says.zh).not.toBe('');
      expect(checkNames[check].en).not.toBe('');
    }
  });
});

describe('the names that people read', () => {
  it.each(Object.entries({ ...checkNames, ...findings, ...suppliers, ...unfairClauses }))(
    '%s has both languages',
    (_, { zh, en }) => {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[^\p{Script=Han}]{3,}$/u);
    },
  );
});
