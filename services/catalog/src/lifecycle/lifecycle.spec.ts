import { transitions } from './lifecycle.decider.js';
import type { Status } from './lifecycle.decider.js';

const statuses = Object.keys(transitions) as Status[];

const reachableFrom = (start: Status): Set<Status> => {
  const seen = new Set<Status>([start]);
  for (const status of seen) for (const next of Object.values(transitions[status])) seen.add(next);
  return seen;
};

describe('the life of a listing or demand', () => {
  it('reaches every status', () => expect([...reachableFrom('NONE')].sort()).toEqual([...statuses].sort()));
  it('can end from everywhere', () => {
    const isOver = (status: Status) => Object.keys(transitions[status]).length === 0;
    for (const status of statuses) expect([...reachableFrom(status)].some(isOver)).toBe(true);
  });
  it('never leads back to a draft once it is public', () => {
    expect(reachableFrom('PUBLISHED').has('DRAFT')).toBe(false);
    expect([...reachableFrom('WITHDRAWN')]).toEqual(['WITHDRAWN']);
    expect([...reachableFrom('CONTRACTED')]).toEqual(['CONTRACTED']);
  });
});
