import type { Curve } from './curve.js';

/** From what a component's similarities add up to, to its reading, 0–1. */
export interface Curves {
  title: Curve;
  body: Curve;
  related: Curve;
}

/** What was trained from what, and how well it did; kept in the file and printed by nobody but people. */
export interface ModelHeader {
  format: 2;
  date: string;
  dimensions: number;
  /** Terms with a dense vector; they come first. */
  vectors: number;
  terms: number;
  /** Steps of rarity in one unit. */
  raritySteps: number;
  /** Rarity of a term that is not in the file. */
  unknownRarity: number;
  /** Weights of the similarities, as `train/fit.js` orders them, between texts of one script. */
  weights: readonly number[];
  curves: Curves;
  /** The same for texts of different scripts: title and whole across, title and whole related. */
  acrossWeights: readonly number[];
  acrossCurves: Curves;
  provenance: unknown;
}

export interface ModelFile {
  header: ModelHeader;
  /** FNV-1a of the file, eight hex digits. */
  digest: string;
  /** 32 bits of each term (`fingerprintOf`). */
  fingerprints: Uint32Array;
  rarities: Uint8Array;
  /** Two bits a dimension, four dimensions a byte, row by row. */
  codes: Uint8Array;
  /** The direction that all texts share; taken away from every dense vector. */
  common: Float32Array;
}

const MAGIC = 0x4c4d5431;
const PREAMBLE = 12;
const FORMAT: number = 2;

const fnv = (bytes: Uint8Array): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash >>> 0;
};

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const padded = (length: number): number => Math.ceil(length / 4) * 4;

/** Little endian: magic, digest of all that follows, length of the header, header as JSON, fingerprints, rarities, codes, common direction. Used by training. @public */
export const writeModelFile = ({ header, fingerprints, rarities, codes, common }: Omit<ModelFile, 'digest'>): Uint8Array => {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const parts = [json, bytesOf(fingerprints), rarities, codes, bytesOf(common)];
  const bytes = new Uint8Array(PREAMBLE + parts.reduce((sum, part) => sum + padded(part.length), 0));
  const view = new DataView(bytes.buffer);
  let at = PREAMBLE;
  for (const part of parts) {
    bytes.set(part, at);
    at += padded(part.length);
  }
  view.setUint32(0, MAGIC, true);
  view.setUint32(8, json.length, true);
  view.setUint32(4, fnv(bytes.subarray(8)), true);
  return bytes;
};

const refuse = (reason: string): never => {
  throw new TypeError(`no model file: ${reason}`);
};

/** Throws a TypeError when the bytes are not what was written. */
export const readModelFile = (bytes: Uint8Array): ModelFile => {
  if (bytes.length < PREAMBLE) return refuse('too short');
  const own = Uint8Array.from(bytes);
  const view = new DataView(own.buffer);
  if (view.getUint32(0, true) !== MAGIC) return refuse('another kind of file');
  const digest = view.getUint32(4, true);
  if (fnv(own.subarray(8)) !== digest) return refuse('damaged');
  const length = view.getUint32(8, true);
  const header = JSON.parse(new TextDecoder().decode(own.subarray(PREAMBLE, PREAMBLE + length))) as ModelHeader;
  if (header.format !== FORMAT) return refuse('another format');
  let at = PREAMBLE + padded(length);
  const take = (size: number): number => {
    const start = at;
    at += padded(size);
    return start;
  };
  const { terms, vectors, dimensions } = header;
  const fingerprints = new Uint32Array(own.buffer, take(4 * terms), terms);
  const rarities = new Uint8Array(own.buffer, take(terms), terms);
  const codeLength = (vectors * dimensions) / 4;
  const codes = new Uint8Array(own.buffer, take(codeLength), codeLength);
  const common = new Float32Array(own.buffer, take(4 * dimensions), dimensions);
  return { header, digest: digest.toString(16).padStart(8, '0'), fingerprints, rarities, codes, common };
};
