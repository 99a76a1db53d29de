import { concat, isEqual, utf8 } from '../bytes.js';

/** One file of a pack; the path is relative, with `/`. */
export interface PackFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
};

/** Little-endian fields, each a value with its width in bytes. */
const fields = (...pairs: readonly (readonly [value: number, width: 2 | 4])[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(pairs.reduce((length, [, width]) => length + width, 0)));
  let at = 0;
  for (const [value, width] of pairs) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  return new Uint8Array(view.buffer);
};

/** Version 2.0, names in UTF-8, stored as they are, dated 1980-01-01 00:00. */
const common = ({ bytes }: PackFile, name: Uint8Array) =>
  [
    [20, 2],
    [0x0800, 2],
    [0, 2],
    [0, 2],
    [0x0021, 2],
    [crc32(bytes), 4],
    [bytes.length, 4],
    [bytes.length, 4],
    [name.length, 2],
    [0, 2],
  ] as const;

const centralOf = (file: PackFile, offset: number): Uint8Array => {
  const name = utf8(file.path);
  const rest = [
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 4],
    [offset, 4],
  ] as const;
  return concat(fields([0x02014b50, 4], [20, 2], ...common(file, name), ...rest), name);
};

/**
 * A ZIP whose bytes follow from paths and contents alone: files in the order of their paths (UTF-16 code units), nothing compressed, one fixed
 * time, no extra fields. Throws RangeError beyond 4 GiB or 65 534 files.
 */
export const writeZip = (files: readonly PackFile[]): Uint8Array => {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const bodies: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const file of sorted) {
    const name = utf8(file.path);
    directory.push(centralOf(file, offset));
    bodies.push(fields([0x04034b50, 4], ...common(file, name)), name, file.bytes);
    offset += 30 + name.length + file.bytes.length;
  }
  const central = concat(...directory);
  if (sorted.length > 0xfffe || offset + central.length > 0xfffffffe) throw new RangeError('a pack of this size is not written');
  const count = sorted.length;
  const end = fields([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [central.length, 4], [offset, 4], [0, 2]);
  return concat(...bodies, central, end);
};

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

const entries = (bytes: Uint8Array): PackFile[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - 22;
  let at = view.getUint32(end + 16, true);
  return Array.from({ length: view.getUint16(end + 10, true) }, () => {
    const [size, nameLength, offset] = [
      view.getUint32(at + 24, true),
      view.getUint16(at + 28, true),
      view.getUint32(at + 42, true),
    ];
    const start = offset + 30 + nameLength;
    if (start + size > bytes.length) throw new RangeError('a file ends behind the archive');
    const file = { path: text(bytes.subarray(at + 46, at + 46 + nameLength)), bytes: bytes.subarray(start, start + size) };
    at += 46 + nameLength;
    return file;
  });
};

/** The files of an archive that `writeZip` wrote, byte for byte; undefined for any other bytes, also for another valid ZIP. */
export const readZip = (bytes: Uint8Array): PackFile[] | undefined => {
  try {
    const files = entries(bytes);
    const isSorted = files.every(({ path }, at) => at === 0 || (files[at - 1]?.path ?? '') < path);
    return isSorted &&
      files.reduce((length, file) => length + file.bytes.length, 0) < bytes.length &&
      isEqual(writeZip(files), bytes)
      ? files
      : undefined;
  } catch {
    return undefined;
  }
};
