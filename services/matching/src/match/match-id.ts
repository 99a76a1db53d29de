import { deriveId } from '@lastmile/eventsourcing';

/** A pair has one match for ever. */
export const matchIdOf = (listingId: string, demandId: string): string => deriveId(listingId, demandId);
