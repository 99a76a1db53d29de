import { defineEvents } from '@lastmile/eventsourcing';
import { sha256Schema } from '@lastmile/protocol';
import { z } from 'zod';

const count = z.number().int().min(0);

const leafAppended = z.object({
  index: count,
  /** Leaves in the checkpoint that was stored in the same append. */
  size: count,
  /** Canonical JSON: these very bytes are hashed into the tree. */
  leaf: z.string(),
  leafHash: sha256Schema,
  /** Place of the leaf's event in the store: the log goes on behind the last one. */
  sourcePosition: count,
});
const checkpointSigned = z.object({ size: count, root: sha256Schema, note: z.string() });

export type LeafAppended = { type: 'LeafAppended' } & z.infer<typeof leafAppended>;
export type CheckpointSigned = { type: 'CheckpointSigned' } & z.infer<typeof checkpointSigned>;
export type LedgerEvent = LeafAppended | CheckpointSigned;

export const ledgerEventsCodec = defineEvents<LedgerEvent>({
  'LeafAppended.v1': { event: 'LeafAppended', schema: leafAppended },
  'CheckpointSigned.v1': { event: 'CheckpointSigned', schema: checkpointSigned },
});
