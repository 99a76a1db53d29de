import { concat } from '../bytes.js';

/** A DER integer of an unsigned number: no needless zeros in front, one if the first bit is set. */
const integer = (number: Uint8Array): Uint8Array => {
  const first = number.findIndex((byte) => byte !== 0);
  const digits = number.subarray(first < 0 ? number.length - 1 : first);
  const padding = (digits[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(0);
  return concat(Uint8Array.of(2, padding.length + digits.length), padding, digits);
};

/** r ‖ s, 64 bytes, as the DER sequence that OpenSSL reads. */
export const toDerSignature = (signature: Uint8Array): Uint8Array => {
  const body = concat(integer(signature.subarray(0, 32)), integer(signature.subarray(32)));
  return concat(Uint8Array.of(0x30, body.length), body);
};

const scalar = (digits: Uint8Array): Uint8Array => {
  const trimmed = digits[0] === 0 ? digits.subarray(1) : digits;
  if (trimmed.length > 32) throw new RangeError('no SM2 signature');
  return concat(new Uint8Array(32 - trimmed.length), trimmed);
};

/** The 64 bytes r ‖ s of a DER sequence that OpenSSL wrote. Throws RangeError for anything else. */
export const fromDerSignature = (der: Uint8Array): Uint8Array => {
  const rEnd = 4 + (der[3] ?? 0);
  const sEnd = rEnd + 2 + (der[rEnd + 1] ?? 0);
  const isSequence = der[0] === 0x30 && der[1] === der.length - 2 && der[2] === 2 && der[rEnd] === 2 && sEnd === der.length;
  if (!isSequence) throw new RangeError('no SM2 signature');
  return concat(scalar(der.subarray(4, rEnd)), scalar(der.subarray(rEnd + 2, sEnd)));
};
