import { InvalidCursor } from '@lastmile/documents';
import type { Collection, Document, Page, Query } from '@lastmile/documents';
import { reject } from '@lastmile/protocol';
import type { Actor, ListingStatus, MarketField } from '@lastmile/protocol';

export interface ListQuery {
  limit: number;
  cursor?: string;
  mine?: boolean;
  field?: MarketField;
  status?: ListingStatus;
}

interface Guarded {
  organisationId: string;
  status: ListingStatus;
  secrecy: 'PUBLIC' | 'CLASSIFIED';
}

/** Drafts are their organisation's own, and so is what turned out to be classified. */
export const isVisible = ({ organisationId, status, secrecy }: Guarded, reader: Actor): boolean =>
  organisationId === reader.organisationId || (status !== 'DRAFT' && secrecy === 'PUBLIC');

/** What is open, unless another status is asked for. Drafts are their organisation's own, asked for or not. */
export const listedFor = ({ mine, field, status }: ListQuery, { organisationId }: Actor) => ({
  ...(mine || status === 'DRAFT'
    ? { organisationId, ...(status && { status }) }
    : { secrecy: 'PUBLIC' as const, status: status ?? 'PUBLISHED' }),
  ...(field && { field }),
});

/** A cursor comes from outside: a wrong one is the caller's mistake. */
export const findPage = async <T extends Document>(collection: Collection<T>, query: Query<T>): Promise<Page<T>> => {
  try {
    return await collection.find(query);
  } catch (error) {
    if (error instanceof InvalidCursor) throw reject('INVALID_MESSAGE', { violations: ['cursor: of another list'] });
    throw error;
  }
};
