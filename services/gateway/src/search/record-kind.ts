import type { RecordKind } from '@lastmile/protocol';
import { z } from 'zod';

/** As addresses write it, in small letters; capitals are taken too. */
export const recordKindText = z
  .enum(['listing', 'demand', 'LISTING', 'DEMAND'])
  .transform((text) => text.toUpperCase() as RecordKind);
