import { startTelemetry } from './pipeline.js';

startTelemetry({
  service: process.env.SERVICE_NAME || 'unknown_service',
  endpoint: process.env.OTEL_EXPORTER_OTLP_ENDPOINT || undefined,
  tracesDir: process.env.TRACES_DIR || undefined,
});
