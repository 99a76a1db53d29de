import { toHex } from '../bytes.js';
import { canonicalJson } from '../jcs.js';
import type { Sha256 } from '../sha256.js';
import { formatPackManifest, formatRecordManifest, packFormat, recordExtracts } from './pack.js';
import type { FileEntry, RecordFacts } from './pack.js';
import { packReadme } from './pack-readme.js';
import { refusePack } from './pack-refusal.js';
import { readZip } from './zip.js';
import type { PackFile } from './zip.js';

/** A pack's files by path. */
export type PackFiles = ReadonlyMap<string, Uint8Array>;

export type JsonObject = Readonly<Record<string, unknown>>;

export const objectOf = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const fileText = (files: PackFiles, path: string): string => {
  const bytes = files.get(path);
  if (!bytes) return refusePack('PACK_FILE_MISSING', path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refusePack('PACK_NOT_CANONICAL', path);
  }
};

const canonical = (value: unknown): string | undefined => {
  try {
    return canonicalJson(value);
  } catch {
    return undefined;
  }
};

/** The value of a file that must be canonical JSON. */
export const fileJson = (files: PackFiles, path: string): unknown => {
  const text = fileText(files, path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refusePack('PACK_NOT_CANONICAL', path);
  }
  return canonical(value) === text ? value : refusePack('PACK_NOT_CANONICAL', path);
};

const isKnownPath = (path: string): boolean =>
  /^(README\.txt|manifest\.json|receipt\.json|since\.json|seal\/receipt\.json|attachments\/[0-9a-f]{64})$/.test(path) ||
  isRecordPath(path);

const isRecordPath = (path: string): boolean =>
  /^record\/(manifest|history|signatures|rules|terms\/[1-9][0-9]{0,8})\.json$/.test(path) ||
  recordExtracts.some((extract) => path === `record/${extract}.json`);

const refuseDifference = (said: readonly unknown[], files: readonly PackFile[], where: string): void => {
  const listed = new Map(said.map((entry) => [String(objectOf(entry).path), objectOf(entry)]));
  for (const { path } of files) if (!listed.has(path)) refusePack('PACK_FILE_UNEXPECTED', path);
  const there = new Set(files.map(({ path }) => path));
  for (const path of listed.keys()) if (!there.has(path)) refusePack('PACK_FILE_MISSING', path);
  refusePack('PACK_MANIFEST_INVALID', where);
};

const demandHashes = (said: readonly unknown[], files: readonly PackFile[], hash: Sha256): void => {
  const listed = new Map(said.map((entry) => [String(objectOf(entry).path), objectOf(entry) as Partial<FileEntry>]));
  for (const { path, bytes } of files) {
    const entry = listed.get(path);
    if (entry && (entry.size !== bytes.length || entry.sha256 !== toHex(hash(bytes)))) refusePack('PACK_FILE_CHANGED', path);
  }
};

const others = (files: PackFiles, isTaken: (path: string) => boolean): PackFile[] =>
  Array.from(files, ([path, bytes]) => ({ path, bytes })).filter(({ path }) => isTaken(path));

/** Refuses unless the manifest names exactly the other files with their sizes and hashes. Answers the contract's id. */
const demandManifest = (files: PackFiles, hash: Sha256): string => {
  const said = objectOf(fileJson(files, 'manifest.json'));
  const rest = others(files, (path) => path !== 'manifest.json');
  if (said.format !== packFormat || typeof said.contractId !== 'string') refusePack('PACK_MANIFEST_INVALID', 'manifest.json');
  demandHashes(listOf(said.files), rest, hash);
  const expected = formatPackManifest(String(said.contractId), rest, hash);
  if (expected !== fileText(files, 'manifest.json')) refuseDifference(listOf(said.files), rest, 'manifest.json');
  return String(said.contractId);
};

/** The same for the sealed part; `facts` come from its history. */
export const demandRecordManifest = (files: PackFiles, facts: RecordFacts, hash: Sha256): string => {
  const path = 'record/manifest.json';
  const said = objectOf(fileJson(files, path));
  const rest = others(files, (name) => name.startsWith('record/') && name !== path);
  demandHashes(listOf(said.files), rest, hash);
  if (formatRecordManifest(facts, rest, hash) !== fileText(files, path)) refuseDifference(listOf(said.files), rest, path);
  const bytes = files.get(path);
  return bytes ? toHex(hash(bytes)) : refusePack('PACK_FILE_MISSING', path);
};

/** Opens a pack as far as names, sizes and hashes go. */
export const openPack = (bytes: Uint8Array, hash: Sha256): { files: PackFiles; contractId: string } => {
  const list = readZip(bytes);
  if (!list) return refusePack('PACK_UNREADABLE', 'zip');
  const files: PackFiles = new Map(list.map((file) => [file.path, file.bytes]));
  for (const path of files.keys()) if (!isKnownPath(path)) refusePack('PACK_FILE_UNEXPECTED', path);
  const contractId = demandManifest(files, hash);
  if (fileText(files, 'README.txt') !== packReadme) refusePack('PACK_FILE_CHANGED', 'README.txt');
  for (const [path, content] of files)
    if (path.startsWith('attachments/') && path !== `attachments/${toHex(hash(content))}`) refusePack('PACK_FILE_CHANGED', path);
  return { files, contractId };
};
