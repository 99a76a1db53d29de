import { reject } from '@lastmile/protocol';
import type { ListingStatus, Rejection, RejectionCode } from '@lastmile/protocol';

/** A listing and a demand live alike; `content` is there only while it may still change. */
export type Lifecycle<Content> = { status: 'NONE' } | Open<Content> | Closed;
export interface Open<Content> {
  status: 'DRAFT' | 'PUBLISHED';
  organisationId: string;
  content: Content;
}
export interface Closed {
  status: 'WITHDRAWN' | 'CONTRACTED';
  organisationId: string;
}

export type Status = 'NONE' | ListingStatus;
export type Step = 'draft' | 'import' | 'revise' | 'publish' | 'renew' | 'withdraw' | 'conclude';

/** Which step leads from which status to which. What is not here is refused. */
export const transitions: Record<Status, Partial<Record<Step, ListingStatus>>> = {
  NONE: { draft: 'DRAFT', import: 'PUBLISHED' },
  DRAFT: { revise: 'DRAFT', import: 'PUBLISHED', publish: 'PUBLISHED' },
  PUBLISHED: {
    revise: 'PUBLISHED',
    import: 'PUBLISHED',
    publish: 'PUBLISHED',
    renew: 'PUBLISHED',
    withdraw: 'WITHDRAWN',
    conclude: 'CONTRACTED',
  },
  WITHDRAWN: {},
  CONTRACTED: {},
};

export const allows = (status: Status, step: Step): boolean => transitions[status][step] !== undefined;

export interface Attempt {
  step: Step;
  organisationId: string;
  /** What the noun says when it is still a draft, and when it is over. */
  codes: { notOpen: RejectionCode; closed: RejectionCode };
}

/** A stranger learns nothing of a draft, as if it were not there. */
const refuseStranger = (status: Status): Rejection => reject(status === 'DRAFT' ? 'NOT_FOUND' : 'NOT_ALLOWED');

/** The open record that the step may change, or the refusal. */
export const permit = <Content>(record: Lifecycle<Content>, { step, organisationId, codes }: Attempt): Open<Content> => {
  if (record.status === 'NONE') throw reject('NOT_FOUND');
  if (record.organisationId !== organisationId) throw refuseStranger(record.status);
  if (!('content' in record)) throw reject(codes.closed, { status: record.status });
  if (!allows(record.status, step)) throw reject(codes.notOpen, { status: record.status });
  return record;
};

/** A first draft expects that there is nothing yet under its id. */
export const requireNew = <Content>(record: Lifecycle<Content>, organisationId: string): void => {
  if (record.status === 'NONE' || allows(record.status, 'draft')) return;
  throw record.organisationId === organisationId ? reject('REVISION_CONFLICT', { status: record.status }) : reject('NOT_ALLOWED');
};

/** What both nouns keep from strangers. */
interface Guarded {
  title: string;
  secrecy: 'PUBLIC' | 'CLASSIFIED';
}

export const isClassified = ({ secrecy }: Guarded): boolean => secrecy === 'CLASSIFIED';

/** Classified technology is not offered here; a draft may say so, which keeps it a draft. */
export const requireUnclassified = (content: Guarded): void => {
  if (isClassified(content)) throw reject('CLASSIFIED_NOT_PUBLISHABLE');
};

/** Valid until the end of that day in UTC; dates compare as texts. */
export const requireValidity = (validUntil: string | undefined, now: string): void => {
  const today = now.slice(0, 'YYYY-MM-DD'.length);
  if (validUntil !== undefined && validUntil < today) throw reject('VALIDITY_IN_THE_PAST', { validUntil, today });
};
