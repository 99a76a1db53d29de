import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { spec } from '@lastmile/eventsourcing/testing';
import { filingDecider } from './filing.decider.js';
import type { FilingCommand } from './filing.decider.js';
import { filingCodec } from './filing.events.js';
import type { FilingEvent } from './filing.events.js';

const now = '2026-03-02T02:00:00.000Z';
const claim = (contractId: string): FilingCommand => ({ type: 'ClaimFiling', contractId, key: 'k', now });
const release = (contractId: string): FilingCommand => ({ type: 'ReleaseFiling', contractId, now });
const claimed = (contractId: string): FilingEvent => ({ type: 'FilingClaimed', contractId, key: 'k', claimedAt: now });
const released = (contractId: string): FilingEvent => ({ type: 'FilingReleased', contractId, releasedAt: now });
const given = spec(filingDecider);

describe('the key of a filing', () => {
  it('belongs to the contract that claimed it first', () => {
    given
      .given([])
      .when(claim('a'))
      .then([claimed('a')]);
    given
      .given([claimed('a')])
      .when(claim('a'))
      .thenNothing();
    given
      .given([claimed('a')])
      .when(claim('b'))
      .thenRejects('REGISTERED_ELSEWHERE');
  });
  it('is let go by nobody else, and is free then', () => {
    given
      .given([claimed('a')])
      .when(release('b'))
      .thenNothing();
    given
      .given([claimed('a')])
      .when(release('a'))
      .then([released('a')]);
    given
      .given([claimed('a'), released('a')])
      .when(claim('b'))
      .then([claimed('b')]);
  });
  it('keeps every stored version readable', () => {
    const folder = join(import.meta.dirname, 'fixtures');
    const names = readdirSync(folder).map((name) => name.replace('.json', ''));
    expect(names.sort()).toEqual([...filingCodec.storedNames].sort());
    for (const type of names) {
      const data = JSON.parse(readFileSync(join(folder, `${type}.json`), 'utf8')) as Record<string, never>;
      expect(filingCodec.encode(filingCodec.decode({ type, data }))).toEqual({ type, data });
    }
  });
});
