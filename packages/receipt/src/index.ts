export { canonicalJson } from './jcs.js';
export { sha256 } from './sha256.js';
export type { Sha256 } from './sha256.js';
export { emptyRoot, leafHash, nodeHash } from './merkle/merkle-hash.js';
export { rootFromInclusion, verifyConsistency, verifyInclusion } from './merkle/merkle-proof.js';
export type { ConsistencyClaim, InclusionClaim } from './merkle/merkle-proof.js';
export { createMerkleTree } from './merkle/merkle-tree.js';
export type { MerkleTree } from './merkle/merkle-tree.js';
export { Refusal, refusalCodes } from './refusal.js';
export type { RefusalCode } from './refusal.js';
export { isEd25519Key, signEd25519, verifyEd25519 } from './signature/ed25519.js';
export type { SignatureCheck, SignatureClaim } from './signature/ed25519.js';
export { isSm2Key, signSm2, verifySm2 } from './signature/sm2.js';
export { portableChecks } from './signature/signature-checks.js';
export type { SignatureAlgorithm, SignatureChecks } from './signature/signature-checks.js';
export { formatNote, parseNote } from './note/signed-note.js';
export type { Note, NoteSignature } from './note/signed-note.js';
export { formatVerifierKey, noteKeyId, parseVerifierKey, sm2Identifier } from './note/note-key.js';
export type { NoteKey, NoteKeyKind } from './note/note-key.js';
export { addSignatures, createNoteSigner, createNoteVerifier, openNote, signNote } from './note/note-signing.js';
export type { NoteSigner, NoteSignerOptions, NoteVerifier, OpenedNote, VerifiedSignature } from './note/note-signing.js';
export { formatCheckpoint, parseCheckpoint } from './note/checkpoint.js';
export type { Checkpoint } from './note/checkpoint.js';
export { formatLeaf, leafHashOf, leafTypes, parseLeaf } from './receipt/leaf.js';
export type { Leaf, LeafType } from './receipt/leaf.js';
export { hashOfJson, hashOfSignatures, parseSigningPayload, partyKeyId, signingPayload } from './receipt/party-signature.js';
export type { PartySignature, Signing } from './receipt/party-signature.js';
export { createReceipt, formatReceipt, parseReceipt, receiptFormat, toTlogProof } from './receipt/receipt.js';
export type { Receipt, ReceiptParts } from './receipt/receipt.js';
export { verifyReceipt } from './receipt/verify-receipt.js';
export type { CheckpointSigner, ReceiptVerdict, VerifyOptions } from './receipt/verify-receipt.js';
export { generateDeviceKeys, customarySm2UserId, generateKeyFile, openKeyFile, signerOfDeviceKeys } from './keys.js';
export type { KeyFile, PartySigner, WebKeyPair } from './keys.js';
export { openKeyBackup, parseKeyBackup, sealKeyFile } from './key-backup.js';
export type { KeyBackup } from './key-backup.js';
export {
  isSignatureBy,
  isUsableKey,
  keyIdOf,
  registrationOf,
  registrationPayload,
  rotationOf,
  rotationPayload,
} from './key-registration.js';
export type { KeyClaim, KeyRegistration, KeyRotation, PartyKey, RegistrationOptions, Signatory } from './key-registration.js';
export { hashedEvents, hashOfEvent } from './pack/kept-event.js';
export type { HashedEvent, KeptEvent } from './pack/kept-event.js';
export { createPack, createRecord, packFormat, recordExtracts, textFile } from './pack/pack.js';
export type { FileEntry, PackParts, PackRecord, RecordExtract, RecordFacts } from './pack/pack.js';
export { packRefusalCodes } from './pack/pack-refusal.js';
export type { PackRefusalCode } from './pack/pack-refusal.js';
export { verifyPack } from './pack/verify-pack.js';
export type { PackReceipt, PackVerdict, VerifyPackOptions } from './pack/verify-pack.js';
export { readZip, writeZip } from './pack/zip.js';
export type { PackFile } from './pack/zip.js';
