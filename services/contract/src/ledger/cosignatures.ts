import { randomUUID } from 'node:crypto';
import { defineEvents } from '@lastmile/eventsourcing';
import type { EventStore } from '@lastmile/eventsourcing/runtime';
import { systemActor } from '@lastmile/protocol';
import { createNoteVerifier, openNote, parseCheckpoint, parseNote } from '@lastmile/receipt';
import { z } from 'zod';
import type { Ledger } from './ledger.recorder.js';
import { hexOf } from './ledger.state.js';

const checkpointCosigned = z.object({
  size: z.number().int().min(1),
  /** The log's own signed note with the witnesses' lines below it. */
  note: z.string(),
  witnesses: z.array(z.string()),
  cosignedAt: z.iso.datetime(),
});
type CheckpointCosigned = { type: 'CheckpointCosigned' } & z.infer<typeof checkpointCosigned>;

export const cosignatureEventsCodec = defineEvents<CheckpointCosigned>({
  'CheckpointCosigned.v1': { event: 'CheckpointCosigned', schema: checkpointCosigned },
});

export const cosignatureStream = 'cosignature-main';

/** A checkpoint that witnesses stand for, and their public keys. */
export interface Cosigned {
  readonly size: number;
  readonly note: string;
  readonly keys: readonly string[];
}

export interface Cosignatures {
  /** The newest cosigned checkpoint that the log's present keys have signed too. */
  newest(): Cosigned | undefined;
  /** False for a note that is not the log's, or that no known witness has cosigned. Stored before it answers. */
  add(note: string): Promise<boolean>;
  /** Reads the newest one back, also one that another process took; nothing before the log is read. */
  open(): Promise<void>;
}

/** @param witnesses public keys of those whose cosignatures are taken, as `name+id+base64` */
export const createCosignatures = (options: {
  store: EventStore;
  ledger: Ledger;
  witnesses: readonly string[];
  clock(): string;
}): Cosignatures => {
  const { store, ledger, witnesses, clock } = options;
  const verifiers = witnesses.map((key) => createNoteVerifier(key));
  let newest: Cosigned | undefined;

  /** Undefined unless the log signed this very state, and at least one witness too. */
  const read = (note: string): Cosigned | undefined => {
    try {
      const { verified, text } = openNote(note, verifiers);
      const { origin, size, root } = parseCheckpoint(text);
      const isOurs = origin === ledger.signer.origin && size >= 1 && size <= ledger.state.size() && ledger.signer.hasSigned(note);
      if (!isOurs || hexOf(ledger.state.tree.root(size)) !== hexOf(root)) return undefined;
      const keyIds = new Set(verified.map(({ keyId }) => keyId));
      return { size, note, keys: verifiers.filter(({ keyId }) => keyIds.has(keyId)).map(({ verifierKey }) => verifierKey) };
    } catch {
      return undefined; // no note, or signed by nobody who is known here
    }
  };

  const keep = async ({ size, note, keys }: Cosigned): Promise<void> => {
    const event = cosignatureEventsCodec.encode({
      type: 'CheckpointCosigned',
      size,
      note,
      witnesses: [...keys],
      cosignedAt: clock(),
    });
    const metadata = { actor: { ...systemActor('ledger') }, correlationId: randomUUID() };
    await store.append(cosignatureStream, [{ id: randomUUID(), ...event, metadata }], 'any');
  };

  return {
    newest: () => newest,
    add: async (note) => {
      const cosigned = parseNote(note).signatures.length <= 16 ? read(note) : undefined;
      if (!cosigned) return false;
      if (newest && newest.size >= cosigned.size && cosigned.keys.every((key) => newest?.keys.includes(key))) return true;
      await keep(cosigned);
      if (!newest || cosigned.size >= newest.size) newest = cosigned;
      return true;
    },
    open: async () => {
      if (!ledger.isOpen()) return;
      const [last] = await store.read(cosignatureStream, { direction: 'backwards', limit: 1 });
      const event = last && cosignatureEventsCodec.decode(last);
      newest = event && read(event.note);
    },
  };
};
