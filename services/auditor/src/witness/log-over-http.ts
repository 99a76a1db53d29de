import { z } from 'zod';

const consistency = z.object({ proof: z.array(z.string().regex(/^[0-9a-f]{64}$/)) });
const keys = z.object({ keys: z.array(z.string()).min(1) });

/** The log as everybody sees it. */
export interface PublicLog {
  keys(): Promise<string[]>;
  /** The newest signed note. */
  note(): Promise<string>;
  proof(from: number, to: number): Promise<Uint8Array[]>;
  /** Hands a cosigned note over; false when the log does not take it. */
  addCosignature(note: string): Promise<boolean>;
}

const deadlineMs = 10_000;

/** @param root of the log's public routes, such as `https://lastmile.example/api/v1/ledger` */
export const logOverHttp = (root: string): PublicLog => {
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(`${root.replace(/\/$/, '')}${path}`, { ...init, signal: AbortSignal.timeout(deadlineMs) });
    if (!response.ok) throw new Error(`GET ${path} was answered ${response.status}`);
    return response;
  };
  return {
    keys: async () => keys.parse(await (await ask('/key')).json()).keys,
    note: async () => (await ask('/checkpoint/note')).text(),
    proof: async (from, to) => {
      const { proof } = consistency.parse(await (await ask(`/proofs/consistency?from=${from}&to=${to}`)).json());
      return proof.map((hash) => Uint8Array.from(Buffer.from(hash, 'hex')));
    },
    addCosignature: (note) =>
      ask('/cosignatures', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ note }),
      }).then(
        () => true,
        () => false,
      ),
  };
};
