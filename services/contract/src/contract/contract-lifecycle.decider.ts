/**
 * The life of a contract as data: which statuses each command may meet. `decide` consults it, the README prints it, and a spec
 * checks that every status can be reached.
 */
export const lifecycle = {
  DRAFTED: { ProposeTerms: 'DRAFTED', AcceptTerms: 'AGREED' },
  AGREED: { ProposeTerms: 'DRAFTED', SignContract: 'SIGNING' },
  SIGNING: { SignContract: 'CONCLUDED' },
  CONCLUDED: {},
} as const satisfies Record<string, Partial<Record<'ProposeTerms' | 'AcceptTerms' | 'SignContract', string>>>;

export type LifecycleStatus = keyof typeof lifecycle;

export const mayMeet = (status: LifecycleStatus, command: 'ProposeTerms' | 'AcceptTerms' | 'SignContract'): boolean =>
  command in lifecycle[status];
