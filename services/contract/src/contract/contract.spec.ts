import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { spec } from '@lastmile/eventsourcing/testing';
import type { EventMeta } from '@lastmile/eventsourcing';
import { contractEvents, contractViewSchema, dossierEvents } from '@lastmile/protocol';
import type { Terms } from '@lastmile/protocol';
import fc from 'fast-check';
import { contractDetailsProjection, viewOf } from '../projections/contract-details.projection.js';
import type { ContractDetails } from '../projections/contract-details.projection.js';
import { contractDecider, parts } from './contract.decider.js';
import type { Contract, ContractCommand, ContractEvent, Deal } from './contract.types.js';
import { contractEventsCodec } from './contract.events.js';
import type { StoredTerms } from '../negotiation/negotiation.events.js';
import { contractPublic } from './contract.public.js';
import { hashOfTerms, signingPayload, toStoredTerms, toTerms } from './terms.js';

const now = '2026-03-02T08:00:00.000Z';
const deal: Deal = {
  matchId: 'm-1',
  listingId: 'l-1',
  demandId: 'd-1',
  title: '移动智能动作监测骨科康复指导仪',
  parties: [
    { organisationId: 'a', side: 'SUPPLY' },
    { organisationId: 'b', side: 'DEMAND' },
  ],
};
const terms: Terms = {
  kind: 'LICENCE',
  licenceMode: 'NON_EXCLUSIVE',
  projectName: '移动智能动作监测骨科康复指导仪',
  scope: '普通许可',
  price: { amount: '1200000.00', currency: 'CNY' },
  paymentPlan: '',
  validFrom: '2026-04-01',
  validTo: '2031-03-31',
  acceptanceCriteria: '',
  ownershipOfResults: '',
  confidentiality: '',
};
const stored = toStoredTerms(terms);
const hash = hashOfTerms(stored);

const drafted: ContractEvent = { type: 'ContractDrafted', ...deal, draftedAt: now };
const proposed = (version = 1, by = 'a'): ContractEvent[] => [
  { type: 'TermsProposed', version, hash, proposedBy: by, terms: stored, proposedAt: now },
  { type: 'TermsAccepted', version, hash, organisationId: by, acceptedAt: now },
];
const accepted = (by: string, version = 1): ContractEvent => ({
  type: 'TermsAccepted',
  version,
  hash,
  organisationId: by,
  acceptedAt: now,
});
const agreed: ContractEvent[] = [drafted, ...proposed(), accepted('b'), { type: 'TermsAgreed', version: 1, hash, agreedAt: now }];
/** Agreed, and everything that has to hold before signing holds. */
const checked: ContractEvent[] = [
  ...agreed,
  { type: 'ChecksPassed', termsHash: hash, region: '110108', on: '2026-03-02', results: [], checkedBy: 'a', checkedAt: now },
];
const signatureOf = (by: string) => ({ keyId: `k-${by}`, signature: 's', termsHash: hash });
const signed = (by: string): ContractEvent => ({
  type: 'ContractSigned',
  organisationId: by,
  algorithm: 'Ed25519',
  publicKey: 'p',
  ...signatureOf(by),
  signedAt: now,
});
const opened: ContractEvent = {
  type: 'SigningOpened',
  termsHash: hash,
  policies: deal.parties.map(({ organisationId }) => ({ organisationId, policy: { mode: 'ONE', signatories: [] } })),
  openedAt: now,
};
const concluded: ContractEvent = { type: 'ContractConcluded', termsHash: hash, concludedAt: now };

const propose = (by: string, text: StoredTerms = stored): ContractCommand => ({
  type: 'ProposeTerms',
  organisationId: by,
  terms: text,
  hash: hashOfTerms(text),
  now,
});
const accept = (by: string, version = 1): ContractCommand => ({ type: 'AcceptTerms', organisationId: by, version, hash, now });
const sign = (by: string, change: object = {}): ContractCommand => ({
  type: 'SignContract',
  organisationId: by,
  signed: { ...signatureOf(by), key: { publicKey: 'p', isRevoked: false }, isValid: true, ...change },
  now,
});
const metaAt = (revision: number): EventMeta => ({
  eventId: `e-${revision}`,
  stream: 'contract-c',
  id: 'c',
  revision,
  position: revision,
  at: now,
  actor: { organisationId: 'a', role: 'university', subjectId: 's' },
  correlationId: 'x',
  trace: {},
});
const given = (events: ContractEvent[]) => spec(contractDecider).given(events);

describe('a contract', () => {
  it('is drafted once for a match', () => {
    given([]).when({ type: 'DraftContract', deal, now }).then([drafted]);
    given([drafted]).when({ type: 'DraftContract', deal, now }).thenNothing();
  });
  it('takes terms from either party, and the proposer stands by them', () => {
    given([drafted]).when(propose('a')).then(proposed());
    given([drafted]).when(propose('b')).then(proposed(1, 'b'));
  });
  it('starts acceptance again with every new version', () =>
    given([...agreed])
      .when(propose('b', { ...stored, scope: '独占' }))
      .then([
        {
          type: 'TermsProposed',
          version: 2,
          hash: hashOfTerms({ ...stored, scope: '独占' }),
          proposedBy: 'b',
          terms: { ...stored, scope: '独占' },
          proposedAt: now,
        },
        {
          type: 'TermsAccepted',
          version: 2,
          hash: hashOfTerms({ ...stored, scope: '独占' }),
          organisationId: 'b',
          acceptedAt: now,
        },
      ]));
  it('ignores the same terms proposed again by the same party', () =>
    given([drafted, ...proposed()])
      .when(propose('a'))
      .thenNothing());
  it('is agreed when the last party accepts', () =>
    given([drafted, ...proposed()])
      .when(accept('b'))
      .then([accepted('b'), { type: 'TermsAgreed', version: 1, hash, agreedAt: now }]));
  it('answers a second acceptance with nothing new', () => {
    given([drafted, ...proposed()])
      .when(accept('a'))
      .thenNothing();
    given(agreed).when(accept('b')).thenNothing();
  });
  it('refuses acceptance of another version than the current', () =>
    given([drafted, ...proposed(), ...proposed(2)])
      .when(accept('b', 1))
      .thenRejects('TERMS_VERSION_STALE'));
  it('refuses acceptance before there are terms', () => given([drafted]).when(accept('b')).thenRejects('TERMS_NOT_PROPOSED'));
  it('is signed by one, then concluded by the other', () => {
    given(checked)
      .when(sign('b'))
      .then([opened, signed('b')]);
    given([...checked, opened, signed('b')])
      .when(sign('a'))
      .then([signed('a'), concluded]);
  });
  it('refuses a signature before agreement', () =>
    given([drafted, ...proposed()])
      .when(sign('a'))
      .thenRejects('TERMS_NOT_AGREED'));
  it('refuses a signature without a known, living key over these terms', () => {
    given(checked)
      .when(sign('a', { key: undefined }))
      .thenRejects('SIGNING_KEY_UNKNOWN');
    given(checked)
      .when(sign('a', { key: { publicKey: 'p', isRevoked: true } }))
      .thenRejects('SIGNING_KEY_REVOKED');
    given(checked)
      .when(sign('a', { isValid: false }))
      .thenRejects('SIGNATURE_INVALID');
    given(checked)
      .when(sign('a', { termsHash: 'f'.repeat(64) }))
      .thenRejects('TERMS_VERSION_STALE');
  });
  it('refuses new terms once somebody has signed', () => {
    given([...checked, signed('a')])
      .when(propose('b'))
      .thenRejects('CONTRACT_NOT_OPEN');
    given([...checked, signed('a'), signed('b'), concluded])
      .when(propose('b'))
      .thenRejects('CONTRACT_NOT_OPEN');
  });
  it('refuses a signature before its checks', () => given(agreed).when(sign('a')).thenRejects('CHECKS_NOT_PASSED'));
  it('folds what was signed before there were checks', () => {
    const old = [...agreed, signed('b'), signed('a'), concluded].reduce(contractDecider.evolve, contractDecider.initialState());
    expect(old.status).toBe('CONCLUDED');
  });
  it('is abandoned by either party until it is concluded', () => {
    const abandon: ContractCommand = { type: 'Abandon', organisationId: 'b', reason: '未谈成', now };
    const abandoned: ContractEvent = { type: 'ContractAbandoned', abandonedBy: 'b', reason: '未谈成', abandonedAt: now };
    given(agreed).when(abandon).then([abandoned]);
    given([...agreed, abandoned])
      .when(abandon)
      .thenNothing();
    given([...agreed, abandoned])
      .when(propose('a', { ...stored, scope: '独占' }))
      .thenRejects('CONTRACT_NOT_OPEN');
    given([...checked, signed('a'), signed('b'), concluded])
      .when(abandon)
      .thenRejects('CONTRACT_NOT_OPEN');
  });
  it('refuses a payment plan that does not add up', () =>
    given([drafted])
      .when(propose('a', { ...stored, payment: { kind: 'LUMP_SUM', amountMinor: 1, due: { on: '2026-04-01' } } }))
      .thenRejects('PAYMENT_PLAN_INVALID'));
  it('refuses strangers in every step', () => {
    given([drafted]).when(propose('c')).thenRejects('NOT_A_PARTY');
    given([drafted, ...proposed()])
      .when(accept('c'))
      .thenRejects('NOT_A_PARTY');
    given(checked).when(sign('c')).thenRejects('NOT_A_PARTY');
  });
  it('is not found before it is drafted', () => given([]).when(propose('a')).thenRejects('NOT_FOUND'));
});

const organisation = fc.constantFrom('a', 'b', 'c');
const anyTerms = fc
  .record({ scope: fc.constantFrom('一', '二', '三'), priceMinor: fc.integer({ min: 0, max: 9_999_999_999 }) })
  .map((change) => ({ ...stored, ...change }));
const anyCommand: fc.Arbitrary<ContractCommand> = fc.oneof(
  fc.constant<ContractCommand>({ type: 'DraftContract', deal, now }),
  fc.tuple(organisation, anyTerms).map(([by, text]) => propose(by, text)),
  fc
    .tuple(organisation, fc.nat(3), fc.boolean())
    .map(([by, version, isCurrent]): ContractCommand => ({ ...accept(by, version), ...(isCurrent ? { version: -1 } : {}) })),
  fc.tuple(organisation, fc.boolean()).map(([by, isValid]) => sign(by, { isValid })),
);

/** Decides each command on what came of the earlier ones; `version: -1` and signatures are aimed at the current terms. */
const run = (commands: ContractCommand[]): { events: ContractEvent[]; contract: Contract } =>
  commands.reduce<{ events: ContractEvent[]; contract: Contract }>(
    ({ events, contract }, command) => {
      const current = contract.status === 'NONE' ? undefined : contract.negotiation.terms;
      const aimed =
        command.type === 'AcceptTerms' && command.version === -1 && current
          ? { ...command, version: current.version, hash: current.hash }
          : command.type === 'SignContract' && current
            ? { ...command, signed: { ...command.signed, termsHash: current.hash } }
            : command;
      try {
        const fresh = contractDecider.decide(aimed, contract);
        return { events: [...events, ...fresh], contract: fresh.reduce(contractDecider.evolve, contract) };
      } catch (error) {
        if ((error as Error).name !== 'Rejection') throw error;
        return { events, contract };
      }
    },
    { events: [], contract: contractDecider.initialState() },
  );

describe('whatever is commanded', () => {
  const commands = fc.array(anyCommand, { maxLength: 40 });
  it('concludes only what both parties accepted and signed, over one and the same hash', () =>
    fc.assert(
      fc.property(commands, (sequence) => {
        const { events } = run(sequence);
        const end = events.find((event) => event.type === 'ContractConcluded');
        if (!end) return;
        const last = events.filter((event) => event.type === 'TermsProposed').at(-1);
        const signers = events.flatMap((event) =>
          event.type === 'ContractSigned' && event.termsHash === end.termsHash ? [event.organisationId] : [],
        );
        const accepters = events.flatMap((event) =>
          event.type === 'TermsAccepted' && event.version === last?.version ? [event.organisationId] : [],
        );
        expect(last?.hash).toBe(end.termsHash);
        expect([...signers].sort()).toEqual(['a', 'b']);
        expect([...accepters].sort()).toEqual(['a', 'b']);
        expect(events.at(-1)).toBe(end);
      }),
      { numRuns: 500 },
    ));
  it('numbers versions without a gap', () =>
    fc.assert(
      fc.property(commands, (sequence) => {
        const versions = run(sequence).events.flatMap((event) => (event.type === 'TermsProposed' ? [event.version] : []));
        expect(versions).toEqual(versions.map((_, index) => index + 1));
      }),
    ));
  it('shows in the read model what the rules hold to be true', () =>
    fc.assert(
      fc.property(commands, (sequence) => {
        const { events, contract } = run(sequence);
        const details = events.reduce<ContractDetails | undefined>((document, event, revision) => {
          const fields = contractDetailsProjection.project(document, event, metaAt(revision));
          return fields && { ...fields, id: 'c', revision };
        }, undefined);
        expect(details?.status ?? 'NONE').toBe(contract.status);
        const view = details && viewOf(details);
        const { negotiation, signing } = contract.status === 'NONE' ? { negotiation: undefined, signing: undefined } : contract;
        expect(view?.terms?.hash).toBe(negotiation?.terms?.hash);
        expect(view?.acceptedBy ?? []).toEqual(negotiation?.acceptedBy ?? []);
        expect(view?.signatures ?? []).toEqual(signing?.signatures ?? []);
      }),
    ));
  it('survives the store: encoded and decoded events are the same', () =>
    fc.assert(
      fc.property(commands, (sequence) => {
        for (const event of run(sequence).events) {
          const kept = JSON.parse(JSON.stringify(contractEventsCodec.encode(event))) as { type: string; data: unknown };
          expect(contractEventsCodec.decode(kept)).toEqual(JSON.parse(JSON.stringify(event)));
        }
      }),
      { numRuns: 50 },
    ));
});

describe('stored events', () => {
  const files = globSync(join(import.meta.dirname, '../*/fixtures/*.json'));
  const nameOf = (file: string): string => basename(file, '.json');
  const own = files.filter((file) => contractEventsCodec.storedNames.includes(nameOf(file)));
  it.each(own.map((file) => [nameOf(file), file]))('%s still decodes', (type, file) => {
    const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
    expect(contractEventsCodec.decode({ type, data })).toMatchObject(data as object);
  });
  it('have a fixture for each name', () => expect(own.map(nameOf).sort()).toEqual([...contractEventsCodec.storedNames].sort()));
  it('are folded by exactly one part', () => {
    const folded = ['ContractDrafted', ...Object.values(parts).flatMap(({ events }) => Object.keys(events))].sort();
    expect(folded).toEqual([...new Set(own.map((file) => nameOf(file).split('.')[0] ?? ''))].sort());
  });
});

describe('public facts', () => {
  it('fit the published schema at every step', () => {
    const events = [...checked, signed('a'), signed('b'), concluded];
    let contract = contractDecider.initialState();
    const subjects = events.map((event, revision) => {
      contract = contractDecider.evolve(contract, event);
      const message = contractPublic(event, metaAt(revision), contract);
      const declared = Object.values({ ...contractEvents, ...dossierEvents }).find(({ subject }) => subject === message?.subject);
      if (message) expect(declared?.body.parse(message.body)).toEqual(message.body);
      return message?.subject;
    });
    expect(subjects.filter(Boolean)).toEqual([
      'contract.event.drafted.v1',
      'contract.event.terms-proposed.v1',
      'contract.event.terms-agreed.v1',
      'contract.event.checks-passed.v1',
      'contract.event.signed.v1',
      'contract.event.signed.v1',
      'contract.event.concluded.v1',
    ]);
  });
});

describe('terms', () => {
  it('hash alike however the amount was written, and differently when a word changes', () => {
    expect(hashOfTerms(toStoredTerms({ ...terms, price: { amount: '1200000', currency: 'CNY' } }))).toBe(hash);
    expect(hashOfTerms(toStoredTerms({ ...terms, scope: '普通许可。' }))).not.toBe(hash);
  });
  it('come back as they went in', () => expect(toTerms(toStoredTerms(terms))).toEqual(terms));
});

describe('the contract page', () => {
  it('shows the text to sign once the terms stand, and fits the published view', () => {
    const shown = agreed.map((_, index) => {
      const document = agreed.slice(0, index + 1).reduce<ContractDetails | undefined>((current, event, revision) => {
        const fields = contractDetailsProjection.project(current, event, metaAt(revision));
        return fields && { ...fields, id: 'c', revision };
      }, undefined);
      return contractViewSchema.parse(viewOf(document as ContractDetails)).signingPayload;
    });
    expect(shown).toEqual([undefined, undefined, undefined, undefined, signingPayload('c', 1, hash)]);
  });
});
