import { reject } from '@lastmile/protocol';
import type { SigningPolicy } from '@lastmile/protocol';
import type { Signature } from './signing.types.js';

type By = Pick<Signature, 'signatoryId'>;

const hasSigned = (signatures: readonly By[], signatoryId: string): boolean =>
  signatures.some((one) => one.signatoryId === signatoryId);

/** Whether an organisation is done, by its own signatures. */
export const isPolicyMet = ({ mode, signatories, atLeast = 1 }: SigningPolicy, own: readonly By[]): boolean => {
  switch (mode) {
    case 'ONE':
      return own.length > 0;
    case 'AT_LEAST':
      return signatories.filter((id) => hasSigned(own, id)).length >= atLeast;
    case 'ALL':
    case 'IN_ORDER':
      return signatories.every((id) => hasSigned(own, id));
  }
};

/** Refuses who may not sign now for an organisation that has these signatures already. */
export const assertMaySign = (policy: SigningPolicy, own: readonly By[], signatoryId: string | undefined): void => {
  const { mode, signatories } = policy;
  const isNamed = signatoryId !== undefined && signatories.includes(signatoryId);
  if (signatories.length > 0 && !isNamed) throw reject('NOT_A_SIGNATORY');
  if (isPolicyMet(policy, own)) throw reject('ALREADY_SIGNED');
  if (signatoryId !== undefined && hasSigned(own, signatoryId)) throw reject('ALREADY_SIGNED', { signatoryId });
  const next = signatories.find((id) => !hasSigned(own, id));
  if (mode === 'IN_ORDER' && next !== undefined && next !== signatoryId) throw reject('SIGNING_OUT_OF_ORDER', { next });
};
