import { KurrentDBClient } from '@kurrent/kurrentdb-client';

export const connect = (port: number): KurrentDBClient =>
  KurrentDBClient.connectionString(`kurrentdb://127.0.0.1:${port}?tls=false`);
