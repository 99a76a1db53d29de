import { faultsOf, life, lifeFaults, lifeTable, stepFrom } from './life.decider.js';
import type { Machine } from './life.decider.js';

describe('the whole life', () => {
  it('has no status that nothing leads to and none that leads nowhere', () => expect(lifeFaults()).toEqual([]));
  it('refuses what is in no row', () => {
    expect(stepFrom(life.deal, 'CHECKED', 'SignContract')).toBe('SIGNING');
    expect(stepFrom(life.deal, 'AGREED', 'SignContract')).toBeUndefined();
    expect(stepFrom(life.registration, 'REVOKED', 'File')).toBeUndefined();
    expect(stepFrom(life.dispute, 'UNHEARD_OF', 'OpenDispute')).toBeUndefined();
  });
  it('leaves a terminated or completed deal as it is', () => {
    for (const status of life.deal.finals) expect(life.deal.transitions[status]).toEqual({});
  });
});

describe('the search for faults', () => {
  const machine = (transitions: Machine['transitions'], finals = ['END']): Machine => ({ initial: 'A', finals, transitions });
  it('finds what cannot be reached, what leads nowhere, and what is unknown', () => {
    expect(faultsOf(machine({ A: { go: 'END' }, END: {}, LOST: { go: 'END' } }))).toEqual([
      { kind: 'UNREACHABLE', status: 'LOST' },
    ]);
    expect(faultsOf(machine({ A: { go: 'END', err: 'STUCK' }, STUCK: { stay: 'STUCK' }, END: {} }))).toEqual([
      { kind: 'DEAD_END', status: 'STUCK' },
    ]);
    expect(faultsOf(machine({ A: { go: 'END' } }))).toEqual([{ kind: 'UNKNOWN_STATUS', status: 'END' }]);
  });
  it('finds two statuses that only lead to each other', () =>
    expect(
      faultsOf(machine({ A: { go: 'END', err: 'B' }, B: { on: 'C' }, C: { back: 'B' }, END: {} })).map(({ status }) => status),
    ).toEqual(['B', 'C']));
});

describe('the table', () => {
  it('prints a row a status', () =>
    expect(lifeTable(life.dispute)).toBe(
      [
        '| Status | Steps |',
        '| --- | --- |',
        '| **UNDISPUTED** | OpenDispute → DISPUTED |',
        '| DISPUTED | SettleDispute → SETTLED |',
        '| **SETTLED** | OpenDispute → DISPUTED |',
      ].join('\n'),
    ));
});
