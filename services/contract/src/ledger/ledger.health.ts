import type { HealthCheck } from '@lastmile/telemetry';
import type { Ledger } from './ledger.recorder.js';

const secondsSince = (iso: string): number => Math.max(0, Math.round((Date.now() - Date.parse(iso)) / 1_000));

/** Red when the stored log contradicts itself or the contracts; says how large it is and how old its newest checkpoint. */
export const ledgerHealth = (ledger: Ledger): HealthCheck => ({
  name: 'ledger',
  check: () => {
    const checkpoint = ledger.state.checkpoint();
    const difference = ledger.difference();
    return Promise.resolve({
      status: difference ? 'down' : 'up',
      detail: {
        size: ledger.state.size(),
        audited: ledger.audited(),
        ...(checkpoint && { checkpointSize: checkpoint.size, checkpointAgeSeconds: secondsSince(checkpoint.at) }),
        ...(difference && { difference: difference.message }),
      },
    });
  },
});
