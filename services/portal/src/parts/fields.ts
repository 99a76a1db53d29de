import type { MarketField } from '@lastmile/protocol';

export const fields = [
  'ELECTRONICS_INFORMATION',
  'ADVANCED_MANUFACTURING',
  'NEW_MATERIALS',
  'NEW_ENERGY',
  'BIOMEDICINE',
  'ENVIRONMENT',
  'TRANSPORT',
  'URBAN_SOCIAL',
  'AGRICULTURE',
  'AEROSPACE',
  'NUCLEAR',
] as const satisfies readonly MarketField[];
