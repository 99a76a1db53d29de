import type { Decider } from '@lastmile/eventsourcing';
import type { ErasureEvent } from './erasure.events.js';
import type { Erasure, ErasureCommand } from './erasure.types.js';

/** A person is erased once; who asks again changes nothing. */
export const erasureDecider: Decider<Erasure, ErasureCommand, ErasureEvent> = {
  initialState: () => ({}),
  decide: ({ organisationId, reason, now }, { erased }) =>
    erased ? [] : [{ type: 'SubjectErased', erasedBy: organisationId, reason, erasedAt: now }],
  evolve: (_, { type: _type, ...erased }) => ({ erased }),
};
