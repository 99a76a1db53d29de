import { reject } from '@lastmile/protocol';
import type { Declaration } from '@lastmile/protocol';
import { hashOfJson } from '@lastmile/receipt';
import type { CheckResult } from '../checks/check.decider.js';
import { maySign } from '../checks/check.decider.js';
import { refusalDeadline } from '../checks/rights.decider.js';
import { assertParty, assertSide } from '../contract/contract-rules.decider.js';
import type { Part, Started } from '../contract/contract.types.js';
import type { ProposedTerms } from '../negotiation/negotiation.types.js';
import { chinaDayOf } from '../rules/days.decider.js';
import { ruleAt } from '../rules/rule-at.decider.js';
import { checkContract } from './contract-checks.decider.js';
import { declared, regionOf } from './declared.decider.js';
import type { Dossier, DossierCommand, DossierEvent } from './dossier.types.js';

type Of<Type extends DossierCommand['type']> = Extract<DossierCommand, { type: Type }>;

/** Universities are state-founded units unless they say why not; whoever brokers may act for one. */
const stateUnitByRole = new Set(['university', 'broker']);

const completed = (declaration: Declaration, role: string): Declaration => {
  if (declaration.about !== 'SELLER') return declaration;
  if (declaration.isStateUnit === false && !declaration.basis) throw reject('REASONS_MISSING');
  return { ...declaration, isStateUnit: declaration.isStateUnit ?? stateUnitByRole.has(role) };
};

const declare = ({ declaration, organisationId, role, now }: Of<'Declare'>, { dossier }: Started): DossierEvent[] => {
  const fresh = completed(declaration, role);
  const before = dossier.declarations[fresh.about];
  if (before && hashOfJson(before.declaration) === hashOfJson(fresh)) return [];
  return [{ type: 'DeclarationMade', declaration: fresh, organisationId, declaredAt: now }];
};

const consent = (command: Of<'RecordConsent'>, { dossier }: Started): DossierEvent[] => {
  const { type: _, organisationId: recordedBy, now: recordedAt, ...given } = command;
  if (!declared(dossier, 'CO_OWNERS')?.ids.includes(given.coOwnerId)) throw reject('NOT_FOUND');
  const isKnown = dossier.consents.some((one) => one.coOwnerId === given.coOwnerId && one.reference === given.reference);
  return isKnown ? [] : [{ type: 'ConsentRecorded', ...given, recordedBy, recordedAt }];
};

const termsOf = ({ negotiation }: Started): ProposedTerms => {
  if (!negotiation.terms) throw reject('TERMS_NOT_PROPOSED');
  return negotiation.terms;
};

const offer = ({ holderId, organisationId, now }: Of<'OfferFirstRefusal'>, contract: Started): DossierEvent[] => {
  const { dossier } = contract;
  const { hash: termsHash } = termsOf(contract);
  if (!declared(dossier, 'REFUSAL_HOLDERS')?.holders.some(({ id }) => id === holderId)) throw reject('NOT_FOUND');
  if (dossier.offers.some((one) => one.holderId === holderId && one.termsHash === termsHash)) return [];
  const at = { region: regionOf(dossier), date: chinaDayOf(now) };
  const { version: ruleVersion } = ruleAt('first-refusal', at.region, at.date);
  const span = { offeredOn: at.date, answerBy: refusalDeadline(at.date, at), ruleVersion };
  return [{ type: 'FirstRefusalOffered', holderId, termsHash, ...span, offeredBy: organisationId, offeredAt: now }];
};

const answer = (command: Of<'AnswerFirstRefusal'>, contract: Started): DossierEvent[] => {
  const { holderId, answer: said, reference, organisationId, now } = command;
  const { hash: termsHash } = termsOf(contract);
  const offered = contract.dossier.offers.find((one) => one.holderId === holderId && one.termsHash === termsHash);
  if (!offered) throw reject('NOT_FOUND');
  if (offered.answer) return [];
  return [
    { type: 'FirstRefusalAnswered', holderId, termsHash, answer: said, reference, recordedBy: organisationId, answeredAt: now },
  ];
};

const evidence = (command: Of<'RecordEvidence'>, { dossier }: Started): DossierEvent[] => {
  const { type: _, organisationId: recordedBy, now: recordedAt, ...given } = command;
  const isKnown = dossier.evidence.some(({ element, sha256 }) => element === given.element && sha256 === given.sha256);
  return isKnown ? [] : [{ type: 'EvidenceRecorded', ...given, recordedBy, recordedAt }];
};

/** What blocks, as `check: finding (about)`, for the refusal. */
const blockers = (results: readonly CheckResult[]): string[] =>
  results
    .filter(({ status }) => status === 'FAILED')
    .flatMap(({ check, missing }) => missing.map(({ what, about }) => `${check}: ${what}${about ? ` (${about})` : ''}`));

const pass = ({ organisationId, liveLicences, now }: Of<'PassChecks'>, contract: Started): DossierEvent[] => {
  const { terms } = contract.negotiation;
  if (!terms || contract.status === 'DRAFTED') throw reject('TERMS_NOT_AGREED');
  if (contract.status === 'CHECKED') return [];
  const found = checkContract(contract, terms, { liveLicences, now });
  if (!maySign(found)) throw reject('CHECKS_NOT_PASSED', { missing: blockers(found) });
  const results = found.map((result) => ({
    check: result.check,
    status: result.status === 'WARNING' ? ('WARNING' as const) : ('PASSED' as const),
    ruleVersion: result.ruleVersion,
    hash: hashOfJson(result),
  }));
  const at = { region: regionOf(contract.dossier), on: chinaDayOf(now) };
  return [{ type: 'ChecksPassed', termsHash: terms.hash, ...at, results, checkedBy: organisationId, checkedAt: now }];
};

const recorded = (command: Exclude<DossierCommand, { type: 'PassChecks' }>, contract: Started): DossierEvent[] => {
  switch (command.type) {
    case 'Declare':
      return declare(command, contract);
    case 'RecordConsent':
      return consent(command, contract);
    case 'OfferFirstRefusal':
      return offer(command, contract);
    case 'AnswerFirstRefusal':
      return answer(command, contract);
    case 'RecordEvidence':
      return evidence(command, contract);
  }
};

/** What is recorded after the checks passed reopens them. */
const decide = (command: DossierCommand, contract: Started): DossierEvent[] => {
  if (command.type === 'PassChecks') {
    assertParty(contract, command.organisationId);
    return pass(command, contract);
  }
  assertSide(contract, command.organisationId, 'SUPPLY');
  const events = recorded(command, contract);
  const [first] = events;
  if (contract.status !== 'CHECKED' || !first) return events;
  return [...events, { type: 'ChecksReopened', because: first.type, reopenedAt: command.now }];
};

const evolve = (slice: Dossier, event: DossierEvent): Dossier => {
  switch (event.type) {
    case 'DeclarationMade': {
      const { type: _, ...made } = event;
      return { ...slice, declarations: { ...slice.declarations, [made.declaration.about]: made } };
    }
    case 'ConsentRecorded': {
      const { type: _, ...given } = event;
      return { ...slice, consents: [...slice.consents, given] };
    }
    case 'FirstRefusalOffered': {
      const { holderId, termsHash, offeredOn, answerBy, ruleVersion } = event;
      return { ...slice, offers: [...slice.offers, { holderId, termsHash, offeredOn, answerBy, ruleVersion }] };
    }
    case 'FirstRefusalAnswered':
      return {
        ...slice,
        offers: slice.offers.map((one) =>
          one.holderId === event.holderId && one.termsHash === event.termsHash ? { ...one, answer: event.answer } : one,
        ),
      };
    case 'EvidenceRecorded': {
      const { type: _, ...given } = event;
      return { ...slice, evidence: [...slice.evidence, given] };
    }
    case 'ChecksPassed': {
      const { type: _, ...passed } = event;
      return { ...slice, passed };
    }
    case 'ChecksReopened':
      return { ...slice, passed: undefined };
  }
};

/** Declarations, consents, offers and evidence by the side that owes them, and the checks that they are for. */
export const dossier: Part<Dossier, DossierCommand, DossierEvent> = {
  initial: { declarations: {}, consents: [], offers: [], evidence: [] },
  commands: {
    Declare: true,
    RecordConsent: true,
    OfferFirstRefusal: true,
    AnswerFirstRefusal: true,
    RecordEvidence: true,
    PassChecks: true,
  },
  events: {
    DeclarationMade: true,
    ConsentRecorded: true,
    FirstRefusalOffered: true,
    FirstRefusalAnswered: true,
    EvidenceRecorded: true,
    ChecksPassed: true,
    ChecksReopened: true,
  },
  decide,
  evolve,
};
