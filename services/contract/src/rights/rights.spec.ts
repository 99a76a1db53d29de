import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { spec } from '@lastmile/eventsourcing/testing';
import { isRejection } from '@lastmile/protocol';
import type { LicenceMode } from '@lastmile/protocol';
import fc from 'fast-check';
import { licencesConflict } from '../checks/licence-overlap.decider.js';
import { rightsDecider } from './rights.decider.js';
import { rightsEventsCodec } from './rights.events.js';
import type { RightsEvent } from './rights.events.js';
import { rightOf } from './rights-of.js';
import type { Claim, Rights, RightsCommand } from './rights.types.js';

const now = '2026-03-02T08:00:00.000Z';
const claim = (id: string, mode: LicenceMode, change: Partial<Claim> = {}): Claim => ({
  kind: 'LICENCE',
  sellerId: 'u',
  licence: { id, licenseeId: `e-${id}`, mode, ip: ['ZL1'] },
  ...change,
});
const claimed = ({ kind, sellerId, licence: { id, licenseeId, mode, ip } }: Claim): RightsEvent => ({
  type: 'RightsClaimed',
  ...{ kind, sellerId, licence: { id, licenseeId, mode, ip: [...ip] }, claimedAt: now },
});
const take = (one: Claim): RightsCommand => ({ type: 'ClaimRights', claim: one, now });
const given = (...claims: Claim[]) => spec(rightsDecider).given(claims.map(claimed));

describe('claims on a right', () => {
  it('leave no room beside an exclusive licence, and name the contract alone', () => {
    given(claim('1', 'EXCLUSIVE'))
      .when(take(claim('2', 'NON_EXCLUSIVE')))
      .thenRejects('LICENCE_OVERLAPS');
    const rights = [claimed(claim('1', 'EXCLUSIVE'))].reduce(rightsDecider.evolve, rightsDecider.initialState());
    expect(() => rightsDecider.decide(take(claim('2', 'SOLE')), rights)).toThrow(
      expect.objectContaining({ details: { contracts: ['1'] } }) as Error,
    );
  });
  it('stand beside each other when none is restricted', () => {
    const events = rightsDecider.decide(take(claim('2', 'NON_EXCLUSIVE')), {
      claims: [claim('1', 'NON_EXCLUSIVE')],
    });
    expect(events).toMatchObject([{ type: 'RightsClaimed', licence: { id: '2' } }]);
  });
  it('are given once, and are gone when they are let go', () => {
    expect(rightsDecider.decide(take(claim('1', 'EXCLUSIVE')), { claims: [claim('1', 'EXCLUSIVE')] })).toEqual([]);
    given(claim('1', 'EXCLUSIVE'))
      .when({ type: 'ReleaseRights', contractId: '1', now })
      .then([{ type: 'RightsReleased', contractId: '1', releasedAt: now }]);
    given().when({ type: 'ReleaseRights', contractId: '1', now }).thenNothing();
  });
  it('of an assignment bar the seller from another and from a licence, and nobody else', () => {
    const assigned = claim('1', 'EXCLUSIVE', { kind: 'ASSIGNMENT' });
    given(assigned)
      .when(take(claim('2', 'NON_EXCLUSIVE')))
      .thenRejects('LICENCE_OVERLAPS');
    given(assigned)
      .when(take(claim('2', 'EXCLUSIVE', { kind: 'ASSIGNMENT' })))
      .thenRejects('LICENCE_OVERLAPS');
    expect(rightsDecider.decide(take(claim('2', 'SOLE', { sellerId: 'e-1' })), { claims: [assigned] })).toHaveLength(1);
  });
  it('never conflict, whatever is claimed and let go', () => {
    const command = fc.oneof(
      fc
        .tuple(fc.constantFrom('1', '2', '3'), fc.constantFrom<LicenceMode>('EXCLUSIVE', 'SOLE', 'NON_EXCLUSIVE'))
        .map(([id, mode]) => take(claim(id, mode))),
      fc.constantFrom('1', '2', '3').map((contractId): RightsCommand => ({ type: 'ReleaseRights', contractId, now })),
    );
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        const { claims } = commands.reduce<Rights>((rights, one) => {
          try {
            return rightsDecider.decide(one, rights).reduce(rightsDecider.evolve, rights);
          } catch (error) {
            if (!isRejection(error)) throw error;
            return rights;
          }
        }, rightsDecider.initialState());
        for (const one of claims)
          for (const other of claims) expect(one !== other && licencesConflict(one.licence, other.licence)).toBe(false);
      }),
    );
  });
  it('are of one right however its number is written', () => expect(rightOf(' zl 2020 1')).toBe('ZL20201'));
});

describe('stored claims', () => {
  const folder = join(import.meta.dirname, 'fixtures');
  const names = readdirSync(folder).map((file) => file.replace('.json', ''));
  it('have a fixture each', () => expect(names.sort()).toEqual([...rightsEventsCodec.storedNames].sort()));
  it.each(names)('%s decodes', (type) => {
    const data = JSON.parse(readFileSync(join(folder, `${type}.json`), 'utf8')) as object;
    expect(rightsEventsCodec.decode({ type, data })).toMatchObject(data);
  });
});
