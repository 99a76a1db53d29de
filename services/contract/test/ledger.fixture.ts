import { randomBytes, randomUUID } from 'node:crypto';
import type { EventStore, NewEvent, RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { contractEventsCodec } from '../src/contract/contract.events.js';
import type { ContractEvent } from '../src/contract/contract.types.js';
import { createLedgerSigner } from '../src/ledger/ledger.signer.js';
import type { LedgerSigner } from '../src/ledger/ledger.signer.js';

const at = '2026-03-02T08:00:00.000Z';
const hash = 'a'.repeat(64);

/** A life from draft to conclusion, as short as the rules of the log need it. */
export const lifeOf = (id: string): ContractEvent[] => {
  const parties = [
    { organisationId: `u-${id}`, side: 'SUPPLY' as const },
    { organisationId: `e-${id}`, side: 'DEMAND' as const },
  ];
  const signed = ({ organisationId }: { organisationId: string }): ContractEvent => ({
    type: 'ContractSigned',
    organisationId,
    keyId: '0123456789abcdef',
    publicKey: 'A'.repeat(43) + '=',
    signature: 'A'.repeat(86) + '==',
    termsHash: hash,
    signedAt: at,
  });
  return [
    { type: 'ContractDrafted', matchId: `m-${id}`, listingId: 'l', demandId: 'd', title: '生物活性填料', parties, draftedAt: at },
    ...parties.map(signed),
    { type: 'ContractConcluded', termsHash: hash, concludedAt: at },
  ];
};

export const newEvents = (events: readonly ContractEvent[]): NewEvent[] =>
  events.map((event) => ({
    id: randomUUID(),
    ...contractEventsCodec.encode(event),
    metadata: { actor: { organisationId: 'u', role: 'university', subjectId: 's' }, correlationId: 'c' },
  }));

export const conclude = (store: EventStore, id: string): Promise<unknown> =>
  store.append(`contract-${id}`, newEvents(lifeOf(id)), 'no-stream');

/** The same events as the store would give them. */
export const recordedLife = (id: string): RecordedEvent[] =>
  newEvents(lifeOf(id)).map((event, revision) => ({
    ...event,
    id: `${id}-${revision}`,
    stream: `contract-${id}`,
    revision,
    position: revision + 1,
    created: at,
  }));

const origin = 'log.example/contracts';

export const newSigner = (): LedgerSigner =>
  createLedgerSigner({
    origin,
    ed25519: randomBytes(32).toString('base64'),
    sm2: Buffer.concat([Buffer.of(1), randomBytes(31)]).toString('base64'),
    sm2UserId: '1234567812345678',
  });
