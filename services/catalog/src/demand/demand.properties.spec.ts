import { isRejection, demandContentSchema } from '@lastmile/protocol';
import fc from 'fast-check';
import { transitions } from '../lifecycle/lifecycle.decider.js';
import { demandDecider } from './demand.decider.js';
import type { Demand, DemandCommand } from './demand.decider.js';
import { demandEvents } from './demand.events.js';
import type { DemandDescription, DemandEvent } from './demand.events.js';
import { demandToPublic, toDemandContent, toDemandDescription } from './demand.public.js';

const organisationId = fc.constantFrom('enterprise-1', 'enterprise-2');
const day = fc.constantFrom('2030-05-19', '2030-05-20', '2031-01-01');
const fen = fc.nat({ max: 10 ** 15 - 1 });
const indicator = fc.record({
  name: fc.constantFrom('temperature', 'strength'),
  operator: fc.constantFrom('GE' as const, 'LE' as const),
  value: fc.integer(),
  unit: fc.constantFrom('°C', 'MPa'),
});
const content: fc.Arbitrary<DemandDescription> = fc.record(
  {
    title: fc.constantFrom('Paste', 'Alloy'),
    content: fc.constantFrom('', 'Must not warp.'),
    keywords: fc.array(fc.constantFrom('silver', 'paste'), { maxLength: 2 }),
    indicators: fc.array(indicator, { maxLength: 1 }),
    modes: fc.subarray(['LICENCE' as const, 'SERVICE' as const]),
    confidentiality: fc.constantFrom('PUBLIC' as const, 'ANONYMOUS' as const),
    secrecy: fc.constantFrom('PUBLIC' as const, 'PUBLIC' as const, 'CLASSIFIED' as const),
    excludedOrganisationIds: fc.subarray(['university-1', 'university-2']),
    readinessLevel: fc.integer({ min: 1, max: 9 }),
    licence: fc.constantFrom('SOLE' as const, 'NON_EXCLUSIVE' as const),
    enterpriseSize: fc.constantFrom('MICRO' as const, 'LARGE' as const),
    budgetInFen: fc.record({ min: fen, max: fen }, { requiredKeys: [] }),
    deadline: day,
    validUntil: day,
  },
  {
    requiredKeys: [
      ...(['title', 'content', 'keywords', 'indicators', 'modes', 'confidentiality'] as const),
      ...(['secrecy', 'excludedOrganisationIds'] as const),
    ],
  },
);
const owned = { organisationId, now: fc.constant('2030-05-20T10:00:00.000Z') };
const command: fc.Arbitrary<DemandCommand> = fc.oneof(
  fc.record({ type: fc.constant('DraftDemand' as const), content, ...owned }),
  fc.record({ type: fc.constant('ImportDemand' as const), content, ...owned }),
  fc.record({ type: fc.constant('ReviseDemand' as const), patch: fc.oneof(content, fc.constant({ title: 'New' })), ...owned }),
  fc.record({ type: fc.constant('PublishDemand' as const), ...owned }),
  fc.record({ type: fc.constant('RenewDemand' as const), validUntil: day, ...owned }),
  fc.record({ type: fc.constant('WithdrawDemand' as const), reason: fc.constant('Solved'), ...owned }),
  fc.record({
    type: fc.constant('ConcludeDemand' as const),
    contractId: fc.constant('c-1'),
  }),
);

const decided = (next: DemandCommand, demand: Demand): DemandEvent[] => {
  try {
    return demandDecider.decide(next, demand);
  } catch (error) {
    if (isRejection(error)) return [];
    throw error;
  }
};

const requireSound = (demand: Demand): void => {
  if (demand.status !== 'PUBLISHED') return;
  const { budgetInFen: { min, max } = {} } = demand.content;
  if (min !== undefined && max !== undefined) expect(min).toBeLessThanOrEqual(max);
};

const isWorded = (demand: Demand): boolean =>
  demand.status === 'PUBLISHED' && (demand.content.content !== '' || demand.content.indicators.length > 0);

/** By hand nothing is published, or emptied, that says no more than its title; an import may. */
const requireWordsByHand = (next: DemandCommand, { before, after }: { before: Demand; after: Demand }): void => {
  if (next.type === 'ImportDemand' || after.status !== 'PUBLISHED') return;
  if (before.status === 'PUBLISHED' && !isWorded(before)) return;
  expect(isWorded(after)).toBe(true);
};

/** What happened in any order of commands, with the states in between. */
const played = (commands: DemandCommand[]) => {
  const steps: { before: Demand; event: DemandEvent; after: Demand }[] = [];
  let demand = demandDecider.initialState();
  for (const next of commands) {
    for (const event of decided(next, demand)) {
      const after = demandDecider.evolve(demand, event);
      steps.push({ before: demand, event, after });
      requireWordsByHand(next, { before: demand, after });
      demand = after;
    }
    requireSound(demand);
  }
  return steps;
};

const commands = fc.array(command, { maxLength: 12 });

describe('whatever is asked of a demand', () => {
  it('moves only along the transition table and stays with its organisation', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        for (const { before, after } of played(asked)) {
          const targets = Object.values(transitions[before.status]);
          // an import of something new is two steps: drafted, then published
          expect([...targets, ...(before.status === 'NONE' ? ['DRAFT'] : [])]).toContain(after.status);
          if (before.status !== 'NONE' && after.status !== 'NONE') expect(after.organisationId).toBe(before.organisationId);
        }
      }),
    );
  });
  it('says nothing in public before it is published, and the whole afterwards', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        for (const { event, after } of played(asked)) {
          const message = demandToPublic(event, { id: '1', revision: 0 } as never);
          expect(message === undefined).toBe(after.status === 'DRAFT');
          if (after.status !== 'PUBLISHED') continue;
          const { title, secrecy } = after.content;
          const isOpen = secrecy === 'PUBLIC';
          expect(message?.body).toMatchObject({ content: isOpen ? toDemandContent(after.content) : { title, secrecy } });
        }
      }),
    );
  });
  it('is never left public when it is classified', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        const last = played(asked).at(-1)?.after;
        if (last?.status === 'PUBLISHED') expect(last.content.secrecy).toBe('PUBLIC');
      }),
    );
  });
  it('is stored and read without loss', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        for (const { event } of played(asked)) {
          const stored = JSON.parse(JSON.stringify(demandEvents.encode(event))) as { type: string; data: unknown };
          expect(demandEvents.decode(stored)).toEqual(event);
        }
      }),
    );
  });
  it('speaks the published language without loss', () => {
    fc.assert(
      fc.property(content, (description) => {
        const spoken = toDemandContent(description);
        expect(demandContentSchema.parse(spoken)).toEqual(spoken);
        expect(toDemandDescription(spoken)).toEqual(description);
      }),
    );
  });
});
