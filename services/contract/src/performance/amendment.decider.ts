import { reject } from '@lastmile/protocol';
import type { Part, Started } from '../contract/contract.types.js';
import { assertParty } from '../contract/contract-rules.decider.js';
import { life, stepFrom } from '../lifecycle/life.decider.js';
import type { StoredTerms } from '../negotiation/stored-terms.events.js';
import { acceptedSignature, isSignedByAll } from '../signing/signing-policy.decider.js';
import type { Amendment, AmendmentCommand, AmendmentEvent, OpenAmendment } from './amendment.types.js';
import { nameOf, obligationsUnder } from './obligations.decider.js';
import { assertPlan } from './payment-plan.decider.js';
import type { PaymentPlan } from './payment-plan.decider.js';
import { termsInForce } from './terms-in-force.decider.js';

type Of<Type extends AmendmentCommand['type']> = Extract<AmendmentCommand, { type: Type }>;

const assertStep = ({ status }: Started): void => {
  if (!stepFrom(life.deal, status, 'AmendTerms')) throw reject('CONTRACT_NOT_OPEN', { status });
};

/** What was stated and paid must have its place in the new plan. */
const assertCovers = (contract: Started, { payment, priceMinor }: StoredTerms): void => {
  const { payments, statements } = contract.performance;
  if (payment) assertPlan(payment, priceMinor);
  const isPaid = payments.some(({ status }) => status !== 'DENIED');
  if (!isPaid && statements.length === 0) return;
  const plan: PaymentPlan = payment ?? { kind: 'LUMP_SUM', amountMinor: priceMinor, due: { on: '0001-01-01' } };
  const planned = obligationsUnder(plan, contract.performance);
  const missing = [
    ...payments
      .filter(({ status }) => status !== 'DENIED')
      .filter((paid) => {
        const place = planned.find(({ what, number }) => what === paid.what && number === paid.number);
        return place?.amountMinor === undefined || place.recordedMinor > place.amountMinor;
      })
      .map(nameOf),
    ...statements
      .filter(({ number, periodFrom, periodTo }) => {
        const period = planned.find((one) => one.what === 'ROYALTY' && one.number === number)?.period;
        return period?.from !== periodFrom || period.to !== periodTo;
      })
      .map(({ number }) => nameOf({ what: 'ROYALTY', number })),
  ];
  if (missing.length > 0) throw reject('PAYMENT_PLAN_INVALID', { missing: [...new Set(missing)] });
};

const propose = (command: Of<'ProposeAmendment'>, contract: Started): AmendmentEvent[] => {
  const { organisationId, terms, hash, reasons, now } = command;
  assertParty(contract, organisationId);
  assertStep(contract);
  if (reasons.trim() === '') throw reject('REASONS_MISSING');
  const { open, lastVersion } = contract.amendment;
  const current = termsInForce(contract);
  if (open?.hash === hash && open.proposedBy === organisationId) return [];
  if (current.hash === hash) throw reject('AMENDMENT_CHANGES_NOTHING');
  assertCovers(contract, terms);
  const version = Math.max(current.version, lastVersion) + 1;
  return [
    { type: 'AmendmentProposed', version, hash, proposedBy: organisationId, terms, reasons, proposedAt: now },
    { type: 'AmendmentAccepted', version, hash, organisationId, acceptedAt: now },
  ];
};

const onTheTable = (contract: Started, asked: { version: number; hash?: string }): OpenAmendment => {
  const { open } = contract.amendment;
  if (!open) throw reject('TERMS_NOT_PROPOSED');
  const isCurrent = open.version === asked.version && (asked.hash === undefined || open.hash === asked.hash);
  if (!isCurrent) throw reject('TERMS_VERSION_STALE', { currentVersion: open.version, currentHash: open.hash });
  return open;
};

const accept = (command: Of<'AcceptAmendment'>, contract: Started): AmendmentEvent[] => {
  const { organisationId, version, hash, now } = command;
  assertParty(contract, organisationId);
  assertStep(contract);
  const { acceptedBy } = onTheTable(contract, { version, hash });
  if (acceptedBy.includes(organisationId)) return [];
  return [{ type: 'AmendmentAccepted', version, hash, organisationId, acceptedAt: now }];
};

/** Either party takes it off the table as long as not both have signed. */
const decline = (command: Of<'DeclineAmendment'>, contract: Started): AmendmentEvent[] => {
  const { organisationId, version, reasons, now } = command;
  assertParty(contract, organisationId);
  onTheTable(contract, { version });
  if (reasons.trim() === '') throw reject('REASONS_MISSING');
  return [{ type: 'AmendmentDeclined', version, reasons, declinedBy: organisationId, declinedAt: now }];
};

const sign = ({ organisationId, signed, now }: Of<'SignAmendment'>, contract: Started): AmendmentEvent[] => {
  assertParty(contract, organisationId);
  assertStep(contract);
  const { open } = contract.amendment;
  if (!open) throw reject('TERMS_NOT_PROPOSED');
  const { parties } = contract.deal;
  if (open.acceptedBy.length < parties.length) throw reject('TERMS_NOT_AGREED');
  // Who signs the contract signs what changes it.
  const policies = contract.signing.policies ?? [];
  const { signatures, version } = open;
  const made = acceptedSignature({ organisationId, signed, terms: open, signatures, policies });
  const { termsHash } = made;
  assertCovers(contract, open.content);
  const fact: AmendmentEvent = { type: 'AmendmentSigned', version, ...made, signedAt: now };
  if (!isSignedByAll(parties, policies, [...signatures, made])) return [fact];
  const isRegistered = contract.registration.status === 'REGISTERED';
  const { hash: previousHash } = termsInForce(contract);
  return [fact, { type: 'ContractAmended', version, termsHash, previousHash, isRegistered, amendedAt: now }];
};

const decide = (command: AmendmentCommand, contract: Started): AmendmentEvent[] => {
  switch (command.type) {
    case 'ProposeAmendment':
      return propose(command, contract);
    case 'AcceptAmendment':
      return accept(command, contract);
    case 'DeclineAmendment':
      return decline(command, contract);
    case 'SignAmendment':
      return sign(command, contract);
  }
};

const evolve = (slice: Amendment, event: AmendmentEvent): Amendment => {
  const { open } = slice;
  if (event.type === 'AmendmentProposed') {
    const { version, hash, proposedBy, terms: content, reasons } = event;
    return {
      ...slice,
      open: { version, hash, proposedBy, content, reasons, acceptedBy: [], signatures: [] },
      lastVersion: version,
    };
  }
  if (!open) return slice;
  switch (event.type) {
    case 'AmendmentAccepted':
      return { ...slice, open: { ...open, acceptedBy: [...open.acceptedBy, event.organisationId] } };
    case 'AmendmentSigned': {
      const { organisationId, keyId, signatoryId, signature, signedAt } = event;
      const made = { organisationId, keyId, ...(signatoryId !== undefined && { signatoryId }), signature, signedAt };
      return { ...slice, open: { ...open, signatures: [...open.signatures, made] } };
    }
    case 'AmendmentDeclined':
      return { ...(slice.inForce && { inForce: slice.inForce }), lastVersion: slice.lastVersion };
    case 'ContractAmended': {
      const { version, hash, content } = open;
      return { inForce: { version, hash, content, since: event.amendedAt }, lastVersion: slice.lastVersion };
    }
  }
};

/** New terms for a running contract: proposed with reasons, accepted and signed by both; the last signature puts them in force. */
export const amendment: Part<Amendment, AmendmentCommand, AmendmentEvent> = {
  initial: { lastVersion: 0 },
  commands: { ProposeAmendment: true, AcceptAmendment: true, DeclineAmendment: true, SignAmendment: true },
  events: {
    AmendmentProposed: true,
    AmendmentAccepted: true,
    AmendmentDeclined: true,
    AmendmentSigned: true,
    ContractAmended: true,
  },
  decide,
  evolve,
};
