// A program without any signal handler of its own.
import { withSpan } from '@lastmile/telemetry';

await withSpan('waiting', {}, async () => undefined);
setInterval(() => {}, 1_000);
console.log('waiting now');
