import {
  addSignatures,
  createMerkleTree,
  createNoteSigner,
  createReceipt,
  formatCheckpoint,
  formatLeaf,
  formatReceipt,
  generateKeyFile,
  hashOfJson,
  hashOfSignatures,
  leafHashOf,
  openKeyFile,
  signEd25519,
  signNote,
  signingPayload,
} from '@lastmile/receipt';
import type { NoteKeyKind, PartySignature, Receipt } from '@lastmile/receipt';
import { reportOnEntry } from './entry-report.js';
import type { EntryClaim } from './entry-report.js';
import { checkSteps, reportOn } from './receipt-report.js';
import type { CheckStep, StepState } from './receipt-report.js';

const origin = 'log.example/contracts';
const terms = { projectName: '高温质子交换膜' };
const termsHash = hashOfJson(terms);
const signing = { contractId: 'contract-1', version: 2, termsHash };
const at = '2026-11-23T08:00:00.000Z';
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));

const noteSigner = (name: string, kind: NoteKeyKind = 'Ed25519') => {
  const { publicKey, secretKey } = generateKeyFile('Ed25519');
  const sign = (message: Uint8Array): Uint8Array => signEd25519(message, bytes(secretKey));
  return createNoteSigner({ kind, name, publicKey: bytes(publicKey), sign, now: () => 1_790_000_000 });
};
const log = noteSigner(origin);
const witness = noteSigner('north.example/witness', 'cosignature');

const partyOf = async (organisationId: string): Promise<PartySignature> => {
  const { algorithm, keyId, publicKey, sign } = await openKeyFile(generateKeyFile('Ed25519'));
  return { organisationId, algorithm, keyId, publicKey, signature: await sign(signingPayload(signing)), signedAt: at };
};

const made = async (): Promise<{ receipt: Receipt; claim: EntryClaim }> => {
  const signatures = [await partyOf('org-a'), await partyOf('org-b')];
  const event = { id: 'e-1', stream: 'contract-1', revision: 9, hash: 'cd'.repeat(32) };
  const bare = { v: 1 as const, type: 'CONTRACT_CONCLUDED' as const, contractId: 'contract-1', event, at };
  const leaf = formatLeaf({ ...bare, termsHash, signaturesHash: hashOfSignatures(signatures) });
  const tree = createMerkleTree();
  for (const id of ['n-1', 'n-2', 'n-3'])
    tree.append(leafHashOf(formatLeaf({ v: 1, type: 'NOTICE_CLOSED', subjectId: id, event, at })));
  const index = tree.append(leafHashOf(leaf));
  const text = formatCheckpoint({ origin, size: tree.size(), root: tree.root() });
  const checkpoint = addSignatures(signNote(text, [log]), [witness]);
  const keys = [log.verifierKey, witness.verifierKey];
  const proof = tree.inclusionProof(index);
  const receipt = createReceipt({ leaf, index, proof, checkpoint, keys, signing, signatures });
  const hex = proof.map((hash) => Buffer.from(hash).toString('hex'));
  return { receipt, claim: { index, leaf, proof: hex, note: checkpoint } };
};

const keys = [log.verifierKey];
const statesOf = (findings: readonly { step: CheckStep; state: StepState }[]): string =>
  checkSteps.map((step) => findings.find((finding) => finding.step === step)?.state[0]).join('');

describe('the report on a receipt', () => {
  it('passes every step that there is something to check for', async () => {
    const { receipt } = await made();
    const text = formatReceipt(receipt);
    expect(statesOf(reportOn(text, { keys, terms: JSON.stringify(terms) }).findings)).toBe('PPPPPPPP');
    expect(statesOf(reportOn(text, { keys }).findings)).toBe('PPPPAPPP');
    expect(statesOf(reportOn(text, { keys: [] }).findings)).toBe('PPPPAPAP');
  });

  it.each<[string, string, (receipt: Receipt) => unknown]>([
    ['FOOOOOOO', 'RECEIPT_MALFORMED', (receipt) => ({ ...receipt, more: 1 })],
    ['FOOOOOOO', 'NOTE_MALFORMED', (receipt) => ({ ...receipt, checkpoint: 'none' })],
    ['PFOOOOOO', 'LEAF_NOT_CANONICAL', (receipt) => ({ ...receipt, leaf: ` ${receipt.leaf}` })],
    ['PPFOOOOO', 'INCLUSION_INVALID', (receipt) => ({ ...receipt, index: 2 })],
    ['PPPFOOOO', 'SIGNING_MISMATCH', (receipt) => ({ ...receipt, signing: { ...signing, contractId: 'contract-2' } })],
    ['PPPPFOOO', 'TERMS_HASH_MISMATCH', (receipt) => receipt],
    ['PPPPAFOO', 'NOTE_SIGNATURE_UNKNOWN', (receipt) => ({ ...receipt, keys: [log.verifierKey] })],
    ['PPPPAPFO', 'LOG_KEY_NOT_TRUSTED', (receipt) => receipt],
  ])('%s: %s', async (states, code, change) => {
    const { receipt } = await made();
    const given = {
      keys: code === 'LOG_KEY_NOT_TRUSTED' ? [noteSigner(origin).verifierKey] : keys,
      ...(!states.includes('A') && { terms: JSON.stringify({ ...terms, price: 1 }) }),
    };
    const { verdict, findings } = reportOn(JSON.stringify(change(receipt)), given);
    expect(verdict).toMatchObject({ ok: false, code });
    expect(statesOf(findings)).toBe(states);
  });

  it('names the form of the terms as the fault of the terms', async () => {
    const { receipt } = await made();
    expect(statesOf(reportOn(formatReceipt(receipt), { keys, terms: '{' }).findings)).toBe('PPPPFOOO');
  });

  it('finds a party’s signature over another version', async () => {
    const { receipt } = await made();
    const changed = { ...receipt, signing: { ...signing, version: 3 } };
    const { verdict, findings } = reportOn(JSON.stringify(changed), { keys });
    expect(verdict).toMatchObject({ ok: false, code: 'PARTY_SIGNATURE_INVALID' });
    expect(statesOf(findings)).toBe('PPPPAPPF');
  });
});

describe('the report on an entry of the log', () => {
  it('passes what an entry alone can prove', async () => {
    const { claim } = await made();
    const report = reportOnEntry(claim, { keys, termsHash });
    expect(report).toMatchObject({ ok: true, origin, size: 4, leaf: { contractId: 'contract-1' } });
    expect(statesOf(report.findings)).toBe('PPPAPPPA');
    expect(statesOf(reportOnEntry(claim, { keys }).findings)).toBe('PPPAAPPA');
    expect(reportOnEntry(claim, { keys: [...keys, witness.verifierKey] })).toMatchObject({ cosigners: [witness.key.name] });
  });

  it.each<[string, string, Partial<EntryClaim>, { keys?: string[]; termsHash?: string }]>([
    ['PFOAAOOA', 'LEAF_MALFORMED', { leaf: '{}' }, {}],
    ['PPFAAOOA', 'INCLUSION_INVALID', { index: 1 }, {}],
    ['PPFAAOOA', 'INCLUSION_INVALID', { proof: ['zz'] }, {}],
    ['PPPAFOOA', 'TERMS_HASH_MISMATCH', {}, { termsHash: 'ab'.repeat(32) }],
    ['PPPAAFOA', 'NOTE_SIGNATURE_MISSING', {}, { keys: [noteSigner(origin).verifierKey] }],
    ['PPPAAFOA', 'LOG_KEY_NOT_TRUSTED', {}, { keys: [witness.verifierKey] }],
  ])('%s: %s', async (states, code, change, expected) => {
    const { claim } = await made();
    const report = reportOnEntry({ ...claim, ...change }, { keys, ...expected });
    expect(report).toMatchObject({ ok: false, code });
    expect(statesOf(report.findings)).toBe(states);
  });
});
