import type { ContractStatus } from '@lastmile/protocol';

/** How people follow a deal: fewer steps than it has statuses. */
export const stages = ['TERMS', 'NOTICE', 'SIGNING', 'CONCLUDED', 'PERFORMANCE', 'COMPLETED'] as const;
export type Stage = (typeof stages)[number];

const stageOfStatus: Record<ContractStatus, Stage | undefined> = {
  DRAFTED: 'TERMS',
  AGREED: 'NOTICE',
  NOTICE_OPEN: 'NOTICE',
  NOTICE_FROZEN: 'NOTICE',
  NOTICE_CLOSED: 'SIGNING',
  CHECKED: 'SIGNING',
  SIGNING: 'SIGNING',
  CONCLUDED: 'CONCLUDED',
  EFFECTIVE: 'PERFORMANCE',
  PERFORMING: 'PERFORMANCE',
  ACCEPTED: 'PERFORMANCE',
  COMPLETED: 'COMPLETED',
  TERMINATED: undefined,
  ABANDONED: undefined,
};

/** The stage that a deal has come to; undefined once it ended without being completed. */
export const stageOf = (status: ContractStatus): Stage | undefined => stageOfStatus[status];

const open: readonly ContractStatus[] = ['DRAFTED', 'AGREED', 'NOTICE_CLOSED', 'CHECKED'];
/** While terms can still be changed: before anybody has signed, and not during the notice of them. */
export const mayPropose = (status: ContractStatus): boolean => open.includes(status);

const signable: readonly ContractStatus[] = ['CHECKED', 'SIGNING'];
export const maySign = (status: ContractStatus): boolean => signable.includes(status);

const checkable: readonly ContractStatus[] = ['DRAFTED', 'AGREED', 'NOTICE_OPEN', 'NOTICE_FROZEN', 'NOTICE_CLOSED', 'CHECKED'];
/** Whether what is missing before signing still matters. */
export const isBeforeSigning = (status: ContractStatus): boolean => checkable.includes(status);
