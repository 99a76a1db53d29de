import { diligenceElements } from '@lastmile/protocol';
import type { RecordExtract } from '@lastmile/receipt';

/** One event as an extract shows it: where it stands, and what it says as it is stored. */
export interface Item {
  revision: number;
  type: string;
  hash: string;
  data: unknown;
}

/** Which events of a contract stand in which extract, by the name of what happened. Changing a row is a new format of the pack. */
const rows: Readonly<Record<Exclude<RecordExtract, 'due-diligence'>, RegExp>> = {
  notices: /^(Notice|Objection)/,
  declarations: /(Declar|Clearance|Consent|FirstRefusal)/,
  checks: /Check/,
  attachments: /^Attachment/,
};

/** Every seal is evidence of nothing but itself. */
const diligence = /^(?!DiligencePackSealed)(Diligence|Evidence)/;

const dataOf = ({ data }: Item): Record<string, unknown> => data as Record<string, unknown>;

/** A notice with its objections is how information was made public, also when nobody filed it as that. */
const isOfElement = (item: Item, element: (typeof diligenceElements)[number]): boolean =>
  (diligence.test(item.type) && dataOf(item).element === element) ||
  (element === 'PUBLIC_INFORMATION' && rows.notices.test(item.type));

/** The files beside history, terms, signatures and rules: each a selection of the events, nothing added. */
export const extractsOf = (items: readonly Item[]): Readonly<Record<RecordExtract, unknown>> => {
  const taken = (pattern: RegExp) => ({ items: items.filter(({ type }) => pattern.test(type)) });
  return {
    notices: taken(rows.notices),
    declarations: taken(rows.declarations),
    checks: taken(rows.checks),
    attachments: taken(rows.attachments),
    'due-diligence': {
      elements: diligenceElements.map((element) => ({ element, items: items.filter((item) => isOfElement(item, element)) })),
    },
  };
};
