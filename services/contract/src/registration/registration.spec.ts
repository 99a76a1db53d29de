import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { spec } from '@lastmile/eventsourcing/testing';
import fc from 'fast-check';
import type { At } from '../checks/check.decider.js';
import { reviewAmounts } from './amounts.decider.js';
import { documentsFor, dossierGaps, filingDocuments, mayFile, partyNatures } from './dossier.decider.js';
import type { FilingDocument, RegistrationForm } from './dossier.decider.js';
import { isRegistrationNumber, registrationDue, registrationKey } from './registration-terms.decider.js';
import { registrationDecider } from './registration.decider.js';
import type { RegistrationCommand } from './registration.decider.js';
import { registrationCodec } from './registration.events.js';
import type { RegistrationEvent } from './registration.events.js';

const at: At = { region: '110108', date: '2026-03-02' };
const now = '2026-03-02T02:00:00.000Z';
const hash = 'a'.repeat(64);
const plain = { technologyValueMinor: 100, isDisputed: false, isByDraft: false };

describe('the time limit', () => {
  it('is thirty days in Beijing, ten in Zhejiang, ten working days in Nankai', () => {
    expect(registrationDue(plain, at)).toEqual({
      dueOn: '2026-04-01',
      counting: 'CALENDAR',
      days: 30,
      isExpertReview: false,
      isWithoutHolidays: false,
      ruleVersion: 'beijing/registration-limit/2002-11-01',
    });
    expect(registrationDue(plain, { ...at, region: '330100' }).dueOn).toBe('2026-03-12');
    expect(registrationDue(plain, { ...at, region: '120104' })).toMatchObject({ dueOn: '2026-03-16', isWithoutHolidays: true });
  });
  it('by the draft is fifteen working days, thirty with experts from five million yuan or when disputed', () => {
    const draft = { ...plain, isByDraft: true };
    expect(registrationDue(draft, at)).toMatchObject({
      dueOn: '2026-03-23',
      ruleVersion: 'national/registration-limit/2024-12-20-draft',
    });
    expect(registrationDue({ ...draft, technologyValueMinor: 500_000_000 }, at)).toMatchObject({
      days: 30,
      isExpertReview: true,
    });
    expect(registrationDue({ ...draft, technologyValueMinor: 499_999_999 }, at)).toMatchObject({
      days: 15,
      isExpertReview: false,
    });
    expect(registrationDue({ ...draft, isDisputed: true }, at).dueOn).toBe('2026-04-13');
  });
});

describe('the office’s number', () => {
  it('has fourteen or sixteen digits', () => {
    for (const number of ['26110000000001', '2611000000000123']) expect(isRegistrationNumber(number, at).isValid).toBe(true);
    for (const number of ['', '261100000000012', '2611000000000A', '26110000000001 '])
      expect(isRegistrationNumber(number, at).isValid).toBe(false);
  });
});

describe('the key of a registration', () => {
  it('is the text and the parties, in whatever order', () => {
    expect(registrationKey(hash, ['b', 'a'])).toBe(registrationKey(hash.toUpperCase(), [' a', 'b']));
    expect(registrationKey(hash, ['a', 'b'])).not.toBe(registrationKey(hash, ['a', 'c']));
    expect(registrationKey(hash, ['a', 'b'])).not.toBe(registrationKey('b'.repeat(64), ['a', 'b']));
  });
});

describe('the three amounts', () => {
  it('leave the technology part when other costs are taken off', () => {
    expect(reviewAmounts({ contractValueMinor: 1_000, nonTechnicalMinor: 250, technologyValueMinor: 750 }, at)).toEqual({
      technologyValueMinor: 750,
      errors: [],
      warnings: [],
      ruleVersion: 'national/technology-share-band/2020-01-01',
    });
  });
  it('that cannot be are errors', () => {
    const errors = (change: object) => reviewAmounts({ contractValueMinor: 1_000, nonTechnicalMinor: 250, ...change }, at).errors;
    expect(errors({ technologyValueMinor: 1_001 })).toContain('TECHNOLOGY_VALUE_ABOVE_VALUE');
    expect(errors({ technologyValueMinor: 700 })).toEqual(['TECHNOLOGY_VALUE_NOT_THE_DIFFERENCE']);
    expect(errors({ nonTechnicalMinor: 1_001 })).toEqual(['COST_ABOVE_VALUE']);
    expect(errors({ technologyIncomeMinor: 751 })).toEqual(['TECHNOLOGY_INCOME_ABOVE_TECHNOLOGY_VALUE']);
    expect(errors({ technologyIncomeMinor: 0.5 })).toEqual(['AMOUNT_NOT_WHOLE_FEN']);
  });
  it('outside the usual part are warnings only, exact at the edge', () => {
    const warnings = (nonTechnicalMinor: number) => reviewAmounts({ contractValueMinor: 10_000, nonTechnicalMinor }, at).warnings;
    expect(warnings(3_250)).toEqual([]);
    expect(warnings(3_251)).toEqual(['SHARE_BELOW_USUAL']);
    expect(warnings(1_980)).toEqual([]);
    expect(warnings(1_979)).toEqual(['SHARE_ABOVE_USUAL']);
  });
});

describe('a dossier', () => {
  const party = { fullName: '北京工业大学', country: 'CHN', region: '110105', nature: '022', creditCode: '12110000000000000X' };
  const form: RegistrationForm = {
    projectName: '生物活性填料产业化项目',
    kind: 'LICENCE',
    signedOn: '2026-03-01',
    validFrom: '2026-03-01',
    validTo: '2031-02-28',
    seller: party,
    buyer: { ...party, nature: '110' },
    contractValueMinor: 1_000,
    technologyValueMinor: 750,
    intellectualProperty: '发明专利',
    technicalField: 'NEW_MATERIALS',
    socioEconomicGoal: '环境保护',
    industryServed: '水处理',
    planSource: '无',
  };
  const situation = { isFirstTime: false, isSignedByDepartment: false, isStateProject: false, needsProductionLicence: false };
  const documents: FilingDocument[] = ['FULL_TEXT', 'FORM'];
  const gaps = (change: Partial<RegistrationForm>) => dossierGaps({ ...form, ...change }, { documents, situation });

  it('that is complete may be filed', () => expect(gaps({})).toEqual([]));
  it('of an assignment says what investment and output are expected', () =>
    expect(gaps({ kind: 'ASSIGNMENT' }).map(({ what }) => what)).toEqual(['newInvestmentMinor', 'newOutputMinor']));
  it('names what is missing and who brings it', () => {
    expect(gaps({ buyer: { ...party, fullName: ' ', nature: '999' } })).toEqual([
      { what: 'buyer.fullName', problem: 'MISSING', suppliedBy: 'BUYER', isAdvised: false },
      { what: 'buyer.nature', problem: 'INVALID', suppliedBy: 'BUYER', isAdvised: false },
    ]);
    const advised = gaps({ planSource: '', seller: { ...party, creditCode: undefined } });
    expect([advised.map(({ what }) => what), mayFile(advised)]).toEqual([['seller.creditCode', 'planSource'], true]);
    expect(mayFile(gaps({ signedOn: undefined }))).toBe(false);
  });
  it('asks a foreign party for no Chinese codes', () =>
    expect(gaps({ buyer: { fullName: 'ACME', country: 'DEU', nature: '300' } })).toEqual([]));
  it('has the documents of its situation', () => {
    expect(documentsFor({ ...situation, isFirstTime: true, isStateProject: true })).toEqual([
      'FULL_TEXT',
      'FORM',
      'USER_REGISTRATION',
      'PROJECT_CONSENT',
    ]);
    const all = documentsFor({
      isFirstTime: true,
      isSignedByDepartment: true,
      isStateProject: true,
      needsProductionLicence: true,
    });
    expect(all).toEqual(Object.keys(filingDocuments));
    expect(dossierGaps(form, { documents: ['FULL_TEXT'], situation }).map(({ what }) => what)).toEqual(['FORM']);
  });
  it('knows the natures that the form codes', () => {
    for (const nature of Object.keys(partyNatures)) expect(gaps({ buyer: { ...party, nature } })).toEqual([]);
  });
});

const file: RegistrationCommand = {
  type: 'File',
  region: '110108',
  termsHash: hash,
  partyIds: ['u', 'e'],
  isKeyTaken: false,
  isDisputed: false,
  isByDraft: false,
  contractValueMinor: 1_000,
  technologyValueMinor: 750,
  now,
};
const due = { dueOn: '2026-04-01', counting: 'CALENDAR', ruleVersion: 'beijing/registration-limit/2002-11-01' } as const;
const filed: RegistrationEvent = {
  type: 'RegistrationFiled',
  region: '110108',
  registrationKey: registrationKey(hash, ['u', 'e']),
  contractValueMinor: 1_000,
  technologyValueMinor: 750,
  ...due,
  filedAt: now,
};
const number = '26110000000001';
const registered: RegistrationEvent = {
  type: 'ContractRegistered',
  registrationNumber: number,
  contractValueMinor: 1_000,
  technologyValueMinor: 750,
  ruleVersion: 'national/contract-number/2020-01-01',
  registeredAt: now,
};
const asked: RegistrationEvent = { type: 'SupplementRequested', missing: ['FORM'], reasons: '缺登记表', requestedAt: now };
const refused: RegistrationEvent = { type: 'RegistrationRefused', reasons: '不属于技术合同', refusedAt: now };
const reviewed: RegistrationEvent = { type: 'ReviewRequested', grounds: '属于技术服务', requestedAt: now };
const given = spec(registrationDecider);
const withReasons = (
  type: 'RefuseRegistration' | 'RequestReview' | 'ReopenFiling' | 'ConfirmRefusal',
  reasons: string,
): RegistrationCommand => ({
  type,
  reasons,
  now,
});

describe('a registration', () => {
  it('is filed once, with the day by which the office decides', () => {
    given.given([]).when(file).then([filed]);
    given.given([filed]).when(file).thenRejects('REGISTRATION_STEP_NOT_POSSIBLE');
    given
      .given([])
      .when({ ...file, isKeyTaken: true })
      .thenRejects('REGISTRATION_STEP_NOT_POSSIBLE');
  });
  it('takes the number that the office gives, and no other', () => {
    given.given([filed]).when({ type: 'Register', registrationNumber: number, now }).then([registered]);
    given.given([filed]).when({ type: 'Register', registrationNumber: 'LM-1', now }).thenRejects('REGISTRATION_NUMBER_INVALID');
    given.given([]).when({ type: 'Register', registrationNumber: number, now }).thenRejects('REGISTRATION_STEP_NOT_POSSIBLE');
  });
  it('waits for a supplement, and the clock starts again', () => {
    given
      .given([filed])
      .when({ type: 'RequestSupplement', missing: ['FORM'], reasons: '缺登记表', now })
      .then([asked]);
    given.given([filed]).when({ type: 'RequestSupplement', missing: [], reasons: ' ', now }).thenRejects('REASONS_MISSING');
    const later = '2026-03-20T02:00:00.000Z';
    given
      .given([filed, asked])
      .when({ type: 'Supplement', isDisputed: false, isByDraft: false, now: later })
      .then([{ type: 'FilingSupplemented', ...due, dueOn: '2026-04-19', supplementedAt: later }]);
    given
      .given([filed, asked])
      .when({ type: 'Withdraw', now })
      .then([{ type: 'FilingWithdrawn', withdrawnAt: now }]);
  });
  it('that is refused may be reviewed', () => {
    given.given([filed]).when(withReasons('RefuseRegistration', '不属于技术合同')).then([refused]);
    given.given([filed, refused]).when(withReasons('RequestReview', '属于技术服务')).then([reviewed]);
    given
      .given([filed, refused, reviewed])
      .when(withReasons('ReopenFiling', '重新审查'))
      .then([{ type: 'ReviewDecided', outcome: 'REOPENED', reasons: '重新审查', decidedAt: now }]);
    given
      .given([filed, refused, reviewed, { type: 'ReviewDecided', outcome: 'REOPENED', reasons: 'r', decidedAt: now }])
      .when({ type: 'Register', registrationNumber: number, now })
      .then([registered]);
    given
      .given([filed, refused, reviewed, { type: 'ReviewDecided', outcome: 'CONFIRMED', reasons: 'r', decidedAt: now }])
      .when(withReasons('RequestReview', '再次'))
      .then([{ ...reviewed, grounds: '再次' }]);
  });
  it('is changed, cancelled or revoked with reasons, and is over then', () => {
    const change: RegistrationCommand = {
      type: 'ChangeRegistration',
      contractValueMinor: 900,
      technologyValueMinor: 700,
      reasons: '变更',
      now,
    };
    given
      .given([filed, registered])
      .when(change)
      .then([
        { type: 'RegistrationChanged', contractValueMinor: 900, technologyValueMinor: 700, reasons: '变更', changedAt: now },
      ]);
    given
      .given([filed, registered])
      .when({ type: 'CancelRegistration', reasons: '合同解除', now })
      .then([{ type: 'RegistrationCancelled', reasons: '合同解除', cancelledAt: now }]);
    given
      .given([filed, registered, { type: 'RegistrationRevoked', reasons: '骗取', revokedAt: now }])
      .when(change)
      .thenRejects('REGISTRATION_STEP_NOT_POSSIBLE');
    given.given([filed, registered]).when({ type: 'RevokeRegistration', reasons: '', now }).thenRejects('REASONS_MISSING');
  });
  it('never has a number before the office registered it, whatever is commanded', () => {
    const commands: RegistrationCommand[] = [
      file,
      { type: 'Register', registrationNumber: number, now },
      { type: 'RequestSupplement', missing: [], reasons: 'r', now },
      { type: 'Supplement', isDisputed: false, isByDraft: true, now },
      { type: 'Withdraw', now },
      ...(['RefuseRegistration', 'RequestReview', 'ReopenFiling', 'ConfirmRefusal'] as const).map((type) =>
        withReasons(type, 'r'),
      ),
      { type: 'CancelRegistration', reasons: 'r', now },
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...commands), { maxLength: 20 }), (sequence) => {
        let state = registrationDecider.initialState();
        let isRegistered = false;
        for (const command of sequence) {
          try {
            for (const event of registrationDecider.decide(command, state)) {
              isRegistered ||= event.type === 'ContractRegistered';
              state = registrationDecider.evolve(state, event);
            }
          } catch (error) {
            expect((error as { code?: string }).code).toBe('REGISTRATION_STEP_NOT_POSSIBLE');
          }
          expect(state.registrationNumber !== undefined).toBe(isRegistered);
        }
      }),
    );
  });
});

describe('stored registration events', () => {
  const folder = join(import.meta.dirname, 'fixtures');
  const fixtures = readdirSync(folder).map((name) => name.replace('.json', ''));
  it('have a fixture for each version', () => expect(fixtures.sort()).toEqual([...registrationCodec.storedNames].sort()));
  it.each(fixtures)('%s decodes and encodes back', (type) => {
    const data = JSON.parse(readFileSync(join(folder, `${type}.json`), 'utf8')) as Record<string, never>;
    expect(registrationCodec.encode(registrationCodec.decode({ type, data }))).toEqual({ type, data });
  });
});
