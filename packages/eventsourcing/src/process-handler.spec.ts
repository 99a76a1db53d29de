import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { isRejection, reject, systemActor } from '@lastmile/protocol';
import { contextWith } from '../test/command-context.fixture.js';
import { faultyEventStore } from '../test/faulty-event-store.js';
import type { CommandContext } from './command-context.js';
import { StoreUnavailable } from './event-store.js';
import { defineEvents } from './events-registry.js';
import { eventId } from './ids.js';
import { inMemoryEventStore } from './in-memory-event-store.js';
import type { Process } from './process.js';
import { processHandler } from './process-handler.js';

type Input = { type: 'MatchIntroduced'; matchId: string; parties: string[] } | { type: 'ContractDrafted'; matchId: string };
type Command = { type: `${'Reserve' | 'Release'}${'Listing' | 'Demand'}` | 'DraftContract' | 'NotifyParty'; id: string };
interface Drafting {
  isDrafted: boolean;
}

const inputs = defineEvents<Input>({
  'MatchIntroduced.v1': {
    event: 'MatchIntroduced',
    schema: z.object({ matchId: z.string(), parties: z.array(z.string()) }),
  },
  'ContractDrafted.v1': { event: 'ContractDrafted', schema: z.object({ matchId: z.string() }) },
});

/** Reserves both sides and drafts the contract, once; a refused draft releases them. */
const drafting: Process<Drafting, Input, Command> = {
  name: 'drafting',
  idOf: (input) => input.matchId,
  initialState: () => ({ isDrafted: false }),
  decide: (input, state) => {
    if (input.type === 'ContractDrafted' || state.isDrafted) return [];
    const { matchId, parties } = input;
    return [
      { command: { type: 'ReserveListing', id: matchId }, undo: { type: 'ReleaseListing', id: matchId } },
      { command: { type: 'ReserveDemand', id: matchId }, undo: { type: 'ReleaseDemand', id: matchId } },
      { command: { type: 'DraftContract', id: matchId }, undo: 'none' },
      ...parties.map((id) => ({ command: { type: 'NotifyParty' as const, id }, undo: 'none' as const })),
    ];
  },
  evolve: (state, input) => (input.type === 'ContractDrafted' ? { isDrafted: true } : state),
};

const introduced: Input = { type: 'MatchIntroduced', matchId: 'm1', parties: ['u1', 'e1'] };

const setup = () => {
  const store = faultyEventStore(inMemoryEventStore());
  const executed: { command: Command; context: CommandContext }[] = [];
  /** What the next executions of a command type do instead of succeeding. */
  const outcomes = new Map<Command['type'], Error[]>();
  const handle = processHandler({
    store,
    process: drafting,
    inputs,
    execute: (command, context) => {
      const failure = outcomes.get(command.type)?.shift();
      if (failure) return Promise.reject(failure);
      executed.push({ command, context });
      return Promise.resolve();
    },
  });
  const types = (): string[] => executed.map(({ command }) => command.type);
  return { store, executed, outcomes, handle, types };
};

const reserved = ['ReserveListing', 'ReserveDemand'];
const whole = [...reserved, 'DraftContract', 'NotifyParty', 'NotifyParty'];

describe('process', () => {
  it('notes an input with its outputs in one append, then executes them with keys of their own', async () => {
    const { store, executed, handle, types } = setup();
    await handle(introduced, contextWith('message-1'));
    assert.deepStrictEqual(types(), whole);
    assert.equal(store.faults.appends, 1);
    const recorded = await store.read('drafting-m1');
    assert.deepStrictEqual(
      recorded.map((event) => event.type),
      ['MatchIntroduced.v1', ...whole.map(() => 'CommandSent.v1')],
    );
    assert.deepStrictEqual(recorded[3]?.data, { command: { type: 'DraftContract', id: 'm1' }, undo: 'none' });
    assert.equal(new Set(executed.map(({ context }) => context.idempotencyKey)).size, 5);
    const { idempotencyKey, ...context } = executed[0]?.context ?? {};
    const causationId = eventId('drafting-m1', 'message-1', 0);
    assert.ok(idempotencyKey);
    assert.deepStrictEqual(context, { actor: systemActor('drafting'), correlationId: 'correlation-message-1', causationId });
  });

  it('executes the same outputs with the same keys when the message comes again, without deciding', async () => {
    const { store, executed, handle } = setup();
    await handle(introduced, contextWith('message-1'));
    const first = executed.splice(0);
    await handle({ type: 'ContractDrafted', matchId: 'm1' }, contextWith('message-2'));
    await handle(introduced, contextWith('message-1'));
    assert.deepStrictEqual(executed, first);
    assert.equal((await store.read('drafting-m1')).length, 7);
  });

  it('decides with what it has seen', async () => {
    const { handle, types } = setup();
    await handle({ type: 'ContractDrafted', matchId: 'm1' }, contextWith('message-1'));
    await handle(introduced, contextWith('message-2'));
    assert.deepStrictEqual(types(), []);
  });

  it('takes back what it did, last first, when an output is refused, and answers the refusal, also later', async () => {
    const { outcomes, handle, types, store } = setup();
    outcomes.set('DraftContract', [reject('MATCH_NOT_INTRODUCED', { status: 'PROPOSED' })]);
    for (let delivery = 0; delivery < 2; delivery += 1) {
      const refused: unknown = await handle(introduced, contextWith('message-1')).catch((error: unknown) => error);
      assert.ok(isRejection(refused));
      assert.deepStrictEqual([refused.code, refused.details], ['MATCH_NOT_INTRODUCED', { status: 'PROPOSED' }]);
    }
    const released = ['ReleaseDemand', 'ReleaseListing'];
    assert.deepStrictEqual(types(), [...reserved, ...released, ...released]);
    assert.equal((await store.read('drafting-m1')).filter((event) => event.type === 'CommandRefused.v1').length, 1);
    await handle({ type: 'ContractDrafted', matchId: 'm1' }, contextWith('message-2'));
  });

  it('leaves the rest to the redelivery when an output or an undo fails', async () => {
    const { outcomes, handle, types } = setup();
    outcomes.set('DraftContract', [new Error('no answer'), reject('MATCH_NOT_INTRODUCED')]);
    outcomes.set('ReleaseListing', [reject('LISTING_CLOSED')]);
    await assert.rejects(handle(introduced, contextWith('message-1')), /no answer/);
    const refusedUndo: unknown = await handle(introduced, contextWith('message-1')).catch((error: unknown) => error);
    assert.ok(refusedUndo instanceof Error && !isRejection(refusedUndo));
    assert.match(refusedUndo.message, /LISTING_CLOSED to an undo/);
    const last: unknown = await handle(introduced, contextWith('message-1')).catch((error: unknown) => error);
    assert.ok(isRejection(last));
    assert.deepStrictEqual(types(), [...reserved, ...reserved, 'ReleaseDemand', 'ReleaseDemand', 'ReleaseListing']);
  });

  it('survives lost answers of the store, and two deliveries at once', async () => {
    const { store, handle, executed } = setup();
    store.faults.append.push('after');
    const second = contextWith('message-2');
    await Promise.all([
      handle(introduced, contextWith('message-1')),
      handle(introduced, contextWith('message-1')),
      handle({ ...introduced, parties: [] }, second),
    ]);
    const inputsNoted = (await store.read('drafting-m1')).filter((event) => event.type === 'MatchIntroduced.v1');
    assert.equal(inputsNoted.length, 2);
    const keys = new Set(executed.map(({ context }) => context.idempotencyKey));
    assert.equal(keys.size, 8);
    store.faults.append.push('before', 'before');
    await assert.rejects(handle(introduced, contextWith('message-3')), StoreUnavailable);
  });

  it('has each effect once in the end, wherever it was interrupted', async () => {
    const kinds = ['ReserveListing', 'DraftContract', 'NotifyParty'] as const;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...kinds), { maxLength: 5 }), async (crashes) => {
        const { outcomes, handle, executed } = setup();
        for (const kind of crashes) outcomes.set(kind, [...(outcomes.get(kind) ?? []), new Error('crashed')]);
        for (let delivery = 0; delivery <= crashes.length; delivery += 1) {
          const isDone = await handle(introduced, contextWith('message-1')).then(
            () => true,
            () => false,
          );
          if (isDone) break;
        }
        const once = new Map(executed.map(({ command, context }) => [context.idempotencyKey, command.type]));
        assert.deepStrictEqual([...once.values()], whole);
      }),
      { numRuns: 30 },
    );
  });
});
