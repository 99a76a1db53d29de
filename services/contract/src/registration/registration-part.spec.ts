import fc from 'fast-check';
import { at, buyer, contractOf, agreedTerms, filing, office, seller } from '../../test/after-signature.fixture.js';
import type { ContractCommand } from '../contract/contract.types.js';
import { life, stepFrom } from '../lifecycle/life.decider.js';
import { needsChange } from './registration-part.decider.js';
import type { RegistrationStep } from './registration.types.js';

const day = '2026-03-03';
const number = '26110108000123';
const file = (change: Partial<Extract<ContractCommand, { type: 'FileRegistration' }>> = {}): ContractCommand => ({
  type: 'FileRegistration',
  by: seller,
  region: '110108',
  isByDraft: false,
  filing,
  now: at(day),
  ...change,
});
const step = (taken: RegistrationStep, by = office, on = '2026-03-10'): ContractCommand => ({
  type: 'TakeRegistrationStep',
  by,
  step: taken,
  now: at(on),
});

describe('the registration of a contract', () => {
  it('is filed by the seller with what the terms say, and is due by the rule of the place', () => {
    const contract = contractOf();
    expect(contract.take(file())).toMatchObject([
      {
        type: 'RegistrationFiled',
        contractValueMinor: 100_000_000,
        technologyValueMinor: 75_000_000,
        dueOn: '2026-04-02',
        ruleVersion: 'beijing/registration-limit/2002-11-01',
        dossier: { form: { projectName: agreedTerms.projectName, signedOn: '2026-03-02' }, warnings: [] },
      },
    ]);
    expect(contract.refused(file())).toBe('REGISTRATION_STEP_NOT_POSSIBLE');
  });
  it('counts thirty working days with expert review under the draft measure while the contract is disputed', () => {
    const contract = contractOf();
    contract.take({ type: 'OpenDispute', organisationId: 'e', grounds: '验收', now: at(day) });
    expect(contract.take(file({ isByDraft: true }))).toMatchObject([
      { dueOn: '2026-04-14', counting: 'WORKING', ruleVersion: 'national/registration-limit/2024-12-20-draft' },
    ]);
  });
  it('refuses a dossier with gaps, naming what is missing and who brings it', () => {
    const contract = contractOf();
    const gaps = { ...filing, buyer: {}, documents: [{ document: 'FORM' as const }] };
    expect(contract.refused(file({ filing: gaps }))).toBe('DOSSIER_INCOMPLETE');
    expect(() => contract.take(file({ filing: gaps }))).toThrow(
      expect.objectContaining({
        details: {
          missing: expect.arrayContaining(['buyer.fullName (MISSING, BUYER)', 'FULL_TEXT (MISSING, SELLER)']) as unknown,
        },
      }) as Error,
    );
    expect(contract.refused(file({ filing: { ...filing, nonTechnicalMinor: 10_000_000 } }))).toBe('AMOUNTS_NOT_SOUND');
  });
  it('is filed by nobody else and not before the contract is in effect', () => {
    const contract = contractOf();
    expect(contract.refused(file({ by: buyer }))).toBe('NOT_YOUR_STEP');
    expect(contract.refused(file({ by: office }))).toBe('NOT_YOUR_STEP');
    expect(contract.refused(file({ by: { organisationId: 'x', role: 'university' } }))).toBe('NOT_A_PARTY');
    const later = contractOf({ ...agreedTerms, validFrom: '2027-01-01' });
    expect(later.refused(file())).toBe('CONTRACT_NOT_IN_EFFECT');
    const atOnce = contractOf({ ...agreedTerms, validFrom: '2027-01-01', takesEffect: 'AT_CONCLUSION' });
    expect(atOnce.refused(file())).toBe('decided');
    expect(contract.refused(file({ now: at('2031-03-02') }))).toBe('VALIDITY_IN_THE_PAST');
  });
  it('is decided by the office, never by a party', () => {
    const contract = contractOf();
    contract.take(file());
    const register: RegistrationStep = { type: 'Register', registrationNumber: number };
    expect(contract.refused(step(register, seller))).toBe('NOT_YOUR_STEP');
    expect(contract.refused(step(register, { organisationId: 'u', role: 'registrar' }))).toBe('NOT_YOUR_STEP');
    expect(contract.refused(step({ type: 'RequestReview', reasons: 'r' }, office))).toBe('NOT_YOUR_STEP');
    expect(contract.refused(step({ ...register, registrationNumber: 'LM-1' }))).toBe('REGISTRATION_NUMBER_INVALID');
    expect(contract.take(step(register))).toMatchObject([
      { type: 'ContractRegistered', registrationNumber: number, termsHash: contract.state().negotiation.terms?.hash },
    ]);
  });
  it('counts anew from a supplement and from a reopened review', () => {
    const contract = contractOf();
    contract.take(file());
    contract.take(step({ type: 'RequestSupplement', missing: ['FULL_TEXT'], reasons: '附件不全' }));
    expect(contract.state().registration.dueOn).toBeUndefined();
    const supplement: ContractCommand = { type: 'SupplementFiling', by: seller, isByDraft: false, filing, now: at('2026-03-12') };
    expect(contract.take(supplement)).toMatchObject([{ type: 'FilingSupplemented', dueOn: '2026-04-11' }]);
    contract.take(step({ type: 'RefuseRegistration', reasons: '不属于技术合同' }));
    contract.take(step({ type: 'RequestReview', reasons: '属于' }, seller));
    contract.take(step({ type: 'ReopenFiling', reasons: '重新审查' }, office, '2026-03-20'));
    expect(contract.state().registration).toMatchObject({ status: 'FILED', dueOn: '2026-04-19' });
  });
  it('takes the third amount after performance, never more than the technology part', () => {
    const contract = contractOf();
    contract.take(file());
    contract.take(step({ type: 'Register', registrationNumber: number }));
    const approve = (technologyIncomeMinor: number) => step({ type: 'ApproveIncome', technologyIncomeMinor });
    expect(contract.refused(approve(1))).toBe('CONTRACT_NOT_OPEN');
    contract.take({ type: 'StartPerformance', organisationId: 'u', now: at(day) });
    contract.take({ type: 'AcceptResult', organisationId: 'e', now: at(day) });
    expect(contract.refused(approve(75_000_001))).toBe('AMOUNTS_NOT_SOUND');
    contract.take(approve(75_000_000));
    expect(contract.state().registration.technologyIncomeMinor).toBe(75_000_000);
    expect(needsChange(contract.state())).toBe(false);
  });
  it('goes only as the table of its life says, whatever is commanded', () => {
    const reasons = 'r';
    const steps: RegistrationStep[] = [
      { type: 'Withdraw' },
      { type: 'Register', registrationNumber: number },
      { type: 'RequestSupplement', missing: [], reasons },
      { type: 'ChangeRegistration', contractValueMinor: 100, technologyValueMinor: 80, reasons },
      ...(['RefuseRegistration', 'RequestReview', 'ReopenFiling', 'ConfirmRefusal'] as const).map((type) => ({ type, reasons })),
      ...(['CancelRegistration', 'RevokeRegistration'] as const).map((type) => ({ type, reasons })),
    ];
    const supplement: ContractCommand = { type: 'SupplementFiling', by: seller, isByDraft: false, filing, now: at('2026-03-12') };
    const commands: [string, ContractCommand][] = [
      ['File', file()],
      ['Supplement', supplement],
      ...steps.flatMap((one): [string, ContractCommand][] => [
        [one.type, step(one)],
        [one.type, step(one, seller)],
      ]),
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...commands), { maxLength: 25 }), (sequence) => {
        const contract = contractOf();
        for (const [name, command] of sequence) {
          const before = contract.state().registration.status;
          const isRefused = contract.refused(command) !== 'decided';
          if (!isRefused) contract.take(command);
          const after = contract.state().registration.status;
          expect(after).toBe(isRefused ? before : stepFrom(life.registration, before, name));
          expect(contract.state().status).toBe('CONCLUDED');
        }
      }),
      { numRuns: 200 },
    );
  });
});
