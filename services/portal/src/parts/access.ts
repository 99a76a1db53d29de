import type { Visitor } from '@lastmile/protocol';
import { isAllowed } from '@lastmile/protocol/tables';

/** What a page is for: whoever may do one of these has a use for it. An address is that of the router. */
export const pageUses = {
  '/': ['GET /api/v1/listings', 'GET /api/v1/demands'],
  '/listings/$id': ['GET /api/v1/listings/:id'],
  '/demands/$id': ['GET /api/v1/demands/:id'],
  '/records': ['POST /api/v1/listings', 'POST /api/v1/demands'],
  '/quality': ['POST /api/v1/quality'],
  '/searches': ['GET /api/v1/saved-searches'],
  '/matches': ['POST /api/v1/matches/:id/intent'],
  '/matches/$id': ['GET /api/v1/matches/:id'],
  '/contracts': ['GET /api/v1/contracts'],
  '/contracts/$id': ['GET /api/v1/contracts/:id'],
  '/keys': ['POST /api/v1/organisations/:id/signing-keys'],
  '/notices': ['GET /api/v1/notices'],
  '/rules': ['GET /api/v1/rules'],
  '/verify': ['GET /api/v1/ledger/key'],
  '/inbox': ['GET /api/v1/notifications'],
} as const;
export type PageAddress = keyof typeof pageUses;

/** Whether a link to the page is shown to a visitor; by the table that the gateway guards with. */
export const mayOpen = (page: PageAddress, visitor: Visitor): boolean =>
  pageUses[page].some((operation) => isAllowed(operation, visitor));
