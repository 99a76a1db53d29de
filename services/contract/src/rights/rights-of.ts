import type { Started } from '../contract/contract.types.js';
import { scopeOf } from '../dossier/contract-checks.decider.js';

/** Written as people do, with blanks and in either case, a number is one right. */
export const rightOf = (ip: string): string => ip.replaceAll(/\s/g, '').toUpperCase();

/** The rights that the terms of a contract deal with. */
export const rightsOf = ({ negotiation: { terms } }: Started): string[] =>
  terms ? [...new Set(scopeOf(terms.content).ip.map(rightOf))] : [];
