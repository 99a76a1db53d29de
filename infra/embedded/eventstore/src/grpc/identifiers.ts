import type { UUID } from '../gen/common_pb.js';

const asText = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** The 16 bytes of an identifier in either form, or undefined when it is none. */
export const bytesOfUuid = (uuid: UUID | undefined): Uint8Array | undefined => {
  if (uuid?.value.case === 'string') {
    return asText.test(uuid.value.value) ? Buffer.from(uuid.value.value.replaceAll('-', ''), 'hex') : undefined;
  }
  if (uuid?.value.case !== 'structured') return undefined;
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64BE(uuid.value.value.mostSignificantBits, 0);
  bytes.writeBigInt64BE(uuid.value.value.leastSignificantBits, 8);
  return bytes;
};

export const textOfUuid = (bytes: Uint8Array): string => {
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

export const halvesOfUuid = (bytes: Uint8Array): { mostSignificantBits: bigint; leastSignificantBits: bigint } => {
  const buffer = Buffer.from(bytes);
  return { mostSignificantBits: buffer.readBigInt64BE(0), leastSignificantBits: buffer.readBigInt64BE(8) };
};
