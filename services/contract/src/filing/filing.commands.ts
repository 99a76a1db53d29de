import { createHash, randomUUID } from 'node:crypto';
import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import { isRejection, systemActor } from '@lastmile/protocol';
import type { CommandResult } from '@lastmile/protocol';
import { contractDecider } from '../contract/contract.decider.js';
import type { Contract, ContractCommand } from '../contract/contract.types.js';
import type { Service } from '../service.js';

type Needs = Pick<Service, 'contracts' | 'filings' | 'clock'>;

const actor = systemActor('filing');
const streamIdOf = (key: string): string => createHash('sha256').update(key, 'utf8').digest('hex');
const anew = ({ correlationId }: CommandContext): CommandContext => ({ actor, correlationId, idempotencyKey: randomUUID() });

const claimFiling = async (service: Needs, held: { contractId: string; key: string }, context: CommandContext): Promise<void> => {
  await service.filings(streamIdOf(held.key), { type: 'ClaimFiling', ...held, now: service.clock() }, anew(context));
};

export const releaseFiling = async (
  service: Needs,
  held: { contractId: string; key: string },
  context: CommandContext,
): Promise<void> => {
  const { contractId, key } = held;
  await service.filings(streamIdOf(key), { type: 'ReleaseFiling', contractId, now: service.clock() }, anew(context));
};

/** What would be decided as the contract stands: nothing is written. */
const wouldBeDecided = (command: ContractCommand, contract: Contract): boolean => {
  try {
    return contractDecider.decide(command, contract).length > 0;
  } catch (error) {
    if (isRejection(error)) return false;
    throw error;
  }
};

/** A step that needs a key which no other contract has. */
export interface KeyedStep {
  readonly id: string;
  readonly command: ContractCommand;
  /** Which key the step needs, as the contract stands. */
  keyOf(contract: Contract): string;
  /** Whether the contract holds the key for good. */
  keeps(contract: Contract): boolean;
}

/**
 * Claims the key, then takes the step; lets the key go again where the step was refused after all. A step that would be refused anyway claims
 * nothing, and a repeat is answered with its first result.
 */
export const takeKeyedStep = async (service: Needs, step: KeyedStep, context: CommandContext): Promise<CommandResult> => {
  const { id, command } = step;
  const { state } = await service.contracts.load(id);
  if (!wouldBeDecided(command, state)) return service.contracts(id, command, context);
  const held = { contractId: id, key: step.keyOf(state) };
  await claimFiling(service, held, context);
  try {
    return await service.contracts(id, command, context);
  } catch (error) {
    const { state: now } = await service.contracts.load(id);
    if (isRejection(error) && !step.keeps(now)) await releaseFiling(service, held, context);
    throw error;
  }
};
