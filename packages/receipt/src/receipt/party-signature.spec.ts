import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { concludedLeaf, ed25519Party, ledger, receiptOf, signing, sm2Party } from '../../test/ledger-fixture.js';
import { fromBase64, toBase64 } from '../bytes.js';
import { generateKeyFile, openKeyFile } from '../keys.js';
import { createNativeChecks } from '../node.js';
import { portableChecks } from '../signature/signature-checks.js';
import { signingPayload } from './party-signature.js';
import type { PartySignature } from './party-signature.js';
import { formatReceipt } from './receipt.js';
import { verifyReceipt } from './verify-receipt.js';

const checks = createNativeChecks();
const logKey = ledger.log[0]!.verifierKey;

/** The leaf is made over whatever the signatures are: nothing but the signatures themselves can be wrong then. */
const verdictOn = (signatures: PartySignature[], by = checks): string => {
  const receipt = receiptOf({ signatures, place: { leaf: concludedLeaf(signatures) } });
  const verdict = verifyReceipt(receipt, { trustedKeys: [logKey], checks: by });
  return verdict.ok ? 'ok' : `${verdict.code} at ${verdict.where}`;
};

const byUserId = async (userId: string): Promise<PartySignature> => {
  const { sign, ...key } = await openKeyFile(generateKeyFile('SM2', userId));
  const signature = await sign(signingPayload(signing));
  return { organisationId: 'org-university', signatoryId: 's-1', ...key, signature, signedAt: '2026-11-23T08:00:00.000Z' };
};

describe('signatures of several signatories', () => {
  const named = (one: PartySignature, signatoryId: string): PartySignature => ({ ...one, signatoryId });
  const [first, second] = [named(ed25519Party('org-university', 11), 's-1'), named(sm2Party('org-university', 21), 's-2')];
  const theirs = ed25519Party('org-enterprise', 12);

  it('of one organisation stand side by side', () => expect(verdictOn([first, second, theirs])).toBe('ok'));

  it.each<[string, PartySignature[], string]>([
    ['twice by one signatory with two keys', [first, named(second, 's-1')], 'signatures[1]'],
    ['by one who is named and one who is not', [first, { ...second, signatoryId: undefined }], 'signatures[1]'],
    ['by two who are not named', [ed25519Party('o', 11), sm2Party('o', 21)], 'signatures[1]'],
    ['by one key for two signatories', [first, named(first, 's-2')], 'signatures[1]'],
    ['by one key for both parties', [first, named({ ...first, organisationId: 'org-enterprise' }, 's-9')], 'signatures[1]'],
  ])('%s are refused', (_, signatures, where) => {
    const kept = JSON.parse(JSON.stringify(signatures)) as PartySignature[];
    expect(verdictOn(kept)).toBe(`PARTY_SIGNATURE_DUPLICATE at ${where}`);
  });

  it('name nobody in a form that could run over a line', () => {
    for (const signatoryId of ['', ' ', 's\n1', 's 1', '张']) expect(() => verdictOn([named(first, signatoryId)])).not.toThrow();
    for (const signatoryId of ['', ' ', 's\n1', 's 1', '张'])
      expect(verdictOn([named(first, signatoryId)])).toBe('RECEIPT_MALFORMED at signatures[0].signatoryId');
  });
});

describe('an SM2 signature of a party', () => {
  it.each(['', '1234567812345678', '北京某大学'])('under the user id %p is verified by either implementation', async (userId) => {
    const one = await byUserId(userId);
    for (const by of [checks, portableChecks]) expect(verdictOn([one], by)).toBe('ok');
  });

  it('is refused under any other user id, even in a log that was made over it', async () => {
    const one = await byUserId('1234567812345678');
    for (const userId of ['', '1234567812345679', '12345678123456781', '123456781234567', ' 1234567812345678'])
      for (const by of [checks, portableChecks])
        expect(verdictOn([{ ...one, userId }], by)).toBe('PARTY_SIGNATURE_INVALID at signatures[0].signature');
  });

  it('is refused without a user id, and an Ed25519 one with it', async () => {
    const { userId: _, ...without } = await byUserId('1234567812345678');
    expect(verdictOn([without])).toBe('RECEIPT_MALFORMED at signatures[0].userId');
    expect(verdictOn([{ ...ed25519Party('o', 11), userId: '' }])).toBe('RECEIPT_MALFORMED at signatures[0].userId');
  });

  it('is refused under the name of the other algorithm', async () => {
    const { userId: _, ...one } = await byUserId('');
    expect(verdictOn([{ ...one, algorithm: 'Ed25519' }])).toBe('PARTY_KEY_INVALID at signatures[0].publicKey');
    expect(verdictOn([{ ...ed25519Party('o', 11), algorithm: 'SM2', userId: '' }])).toBe(
      'PARTY_KEY_INVALID at signatures[0].publicKey',
    );
  });
});

describe('whatever bit of a signature or key is turned', () => {
  const all = [sm2Party('org-university', 21), ed25519Party('org-enterprise', 12)];
  it('is refused, even in a log that was made over it', () =>
    fc.assert(
      fc.property(fc.nat(1), fc.constantFrom('signature' as const, 'publicKey' as const), fc.nat(519), (at, field, place) => {
        const bytes = fromBase64(all[at]![field])!;
        const bit = place % (bytes.length * 8);
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        const changed = all.map((one, index) => (index === at ? { ...one, [field]: toBase64(bytes) } : one));
        const code = field === 'signature' ? 'PARTY_SIGNATURE_INVALID' : 'PARTY_KEY_INVALID';
        expect(verdictOn(changed)).toBe(`${code} at signatures[${at}].${field}`);
      }),
      { numRuns: 200 },
    ));
});

describe('a receipt from before signatories', () => {
  const text = readFileSync(new URL('../../test/fixtures/receipt-before-signatories.json', import.meta.url), 'utf8');

  it('is valid as it was written, byte for byte', () => {
    for (const by of [checks, portableChecks]) {
      const verdict = verifyReceipt(text, { trustedKeys: [logKey], checks: by });
      expect(verdict).toMatchObject({
        ok: true,
        trusted: true,
        parties: [{ algorithm: 'SM2', userId: '' }, { algorithm: 'Ed25519' }],
      });
    }
    expect(formatReceipt(JSON.parse(text) as Parameters<typeof formatReceipt>[0])).toBe(text);
  });
});
