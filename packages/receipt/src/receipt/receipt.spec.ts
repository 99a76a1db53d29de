import {
  concludedLeaf,
  ed25519Party,
  ed25519Signer,
  ledger,
  noticeLeaf,
  origin,
  parties,
  receiptOf,
  recorded,
  signing,
  sm2Party,
  sm2Signer,
  terms,
  termsHash,
} from '../../test/ledger-fixture.js';
import { fromBase64, toBase64 } from '../bytes.js';
import { addSignatures } from '../note/note-signing.js';
import { createNativeChecks } from '../node.js';
import { formatLeaf, parseLeaf } from './leaf.js';
import { hashOfSignatures, partyKeyId, signingPayload } from './party-signature.js';
import { createReceipt, formatReceipt, toTlogProof } from './receipt.js';
import { verifyReceipt } from './verify-receipt.js';
import type { VerifyOptions } from './verify-receipt.js';

const checks = createNativeChecks();
const receipt = receiptOf();
const logKey = ledger.log[0]!.verifierKey;
const witnessKey = ledger.witnesses[0]!.verifierKey;
const refusalOf = (given: unknown, options: VerifyOptions = {}): string => {
  const verdict = verifyReceipt(given, { checks, ...options });
  return verdict.ok ? 'ok' : `${verdict.code} at ${verdict.where}`;
};
const full: typeof ledger = { log: [...ledger.log, sm2Signer(origin, 3)], witnesses: [...ledger.witnesses] };

describe('a valid receipt', () => {
  it('tells what it proves', () => {
    const verdict = verifyReceipt(formatReceipt(receipt), { trustedKeys: [logKey], terms });
    expect(verdict).toMatchObject({
      ok: true,
      trusted: true,
      origin,
      index: 5,
      size: 11,
      leaf: { type: 'CONTRACT_CONCLUDED', contractId: signing.contractId, termsHash },
      signedBy: [{ kind: 'Ed25519', name: origin, trusted: true }],
      cosignedBy: [{ kind: 'cosignature', name: 'north.example/witness', time: 1_790_000_000, trusted: false }],
      parties,
      termsChecked: true,
    });
  });

  it('is the same given as text, as spaced text or as value, and by either implementation', () => {
    for (const given of [receipt, formatReceipt(receipt), JSON.stringify(receipt, undefined, 2)]) {
      expect(verifyReceipt(given)).toEqual(verifyReceipt(given, { checks }));
      expect(verifyReceipt(given)).toMatchObject({ ok: true, termsChecked: false });
    }
  });

  it('is trusted only by a key that the caller pinned', () => {
    expect(verifyReceipt(receipt)).toMatchObject({ ok: true, trusted: false });
    expect(verifyReceipt(receipt, { trustedKeys: [witnessKey, logKey] })).toMatchObject({
      trusted: true,
      cosignedBy: [{ trusted: true }],
    });
    for (const trustedKeys of [[], [witnessKey], [ed25519Signer(origin, 9).verifierKey]]) {
      expect(refusalOf(receipt, { trustedKeys })).toBe('LOG_KEY_NOT_TRUSTED at keys');
    }
    expect(refusalOf(receipt, { trustedKeys: ['x'] })).toBe('KEY_MALFORMED at trustedKeys[0]');
  });

  it('may have SM2 everywhere: the log, the parties', () => {
    const signatures = [sm2Party('org-university', 21), ed25519Party('org-enterprise', 12)];
    const given = receiptOf({ signatures, place: { by: full } });
    expect(verifyReceipt(given, { trustedKeys: [full.log[1]!.verifierKey] })).toMatchObject({
      ok: true,
      trusted: true,
      signedBy: [
        { kind: 'Ed25519', trusted: false },
        { kind: 'SM2', trusted: true },
      ],
    });
    expect(refusalOf(given)).toBe('ok');
  });

  it('may be about an entry that nobody signs', () => {
    const given = createReceipt(recorded({ leaf: noticeLeaf(2), index: 2, size: 3 }));
    expect(verifyReceipt(given)).toMatchObject({ ok: true, parties: [], leaf: { subjectId: 'n-2' } });
    expect(refusalOf(given, { terms })).toBe('TERMS_HASH_MISMATCH at terms');
    expect(refusalOf({ ...given, signing, signatures: parties })).toBe('SIGNING_MISMATCH at signing');
    expect(refusalOf({ ...given, signatures: parties })).toBe('SIGNATURES_HASH_MISMATCH at signatures');
  });

  it('has at most 4 000 bytes in a log of a million entries, with SM2 and two witnesses', () => {
    const signatures = [sm2Party('org-university', 21), sm2Party('org-enterprise', 22)];
    const by = { log: full.log, witnesses: [...full.witnesses, ed25519Signer('south.example/witness', 4, 'cosignature')] };
    const deep = {
      ...receiptOf({ signatures, place: { by } }),
      index: 999_999,
      proof: Array<string>(20).fill('A'.repeat(43) + '='),
    };
    expect(Buffer.byteLength(formatReceipt(deep))).toBeLessThanOrEqual(4000);
  });

  it('a single entry needs no proof', () => expect(refusalOf(receiptOf({ place: { index: 0, size: 1 } }))).toBe('ok'));

  it('leaves out signatures that it has no key for, and keys that did not sign', () => {
    const parts = recorded({ leaf: concludedLeaf(parties), index: 5, size: 11 });
    const other = ed25519Signer('other.example/witness', 8, 'cosignature');
    const crowded = { ...parts, checkpoint: addSignatures(parts.checkpoint, [other]), signing, signatures: parties };
    expect(createReceipt(crowded)).toEqual(receipt);
    expect(createReceipt({ ...parts, signing, signatures: parties, keys: [...parts.keys, other.verifierKey] })).toEqual(receipt);
  });

  it('may come with terms of any length', () => {
    const text = '条'.repeat(5_000_000);
    const long = { text: `"${text}\\`, list: Array<number>(100_000).fill(1) };
    expect(refusalOf(receipt, { terms: JSON.stringify(long) })).toBe('TERMS_HASH_MISMATCH at terms');
  });

  it('shows its proof in the general form as well', () => {
    const lines = toTlogProof(receipt).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'c2sp.org/tlog-proof@v1',
      `extra ${Buffer.from(receipt.leaf).toString('base64')}`,
      'index 5',
    ]);
    expect(lines.slice(3, 3 + receipt.proof.length)).toEqual(receipt.proof);
    expect(lines.slice(3 + receipt.proof.length).join('\n')).toBe(`\n${receipt.checkpoint}`);
  });
});

describe('a receipt is refused', () => {
  const other = receiptOf({ place: { by: { log: [ed25519Signer(origin, 5)], witnesses: [] } } });
  const foreign = ed25519Signer('other.example/log', 6);
  const cases: readonly [string, string, unknown][] = [
    ['with no content', 'JSON_INVALID at receipt', ''],
    ['that is no JSON', 'JSON_INVALID at receipt', `${formatReceipt(receipt)}}`],
    ['with a byte order mark', 'JSON_INVALID at receipt', `\ufeff${formatReceipt(receipt)}`],
    ['with a name twice', 'JSON_DUPLICATE_NAME at receipt', `{"format":"lastmile-receipt/v1",${formatReceipt(receipt).slice(1)}`],
    [
      'with a name twice, spelled otherwise',
      'JSON_DUPLICATE_NAME at receipt',
      `{"f\\u006frmat":1,${formatReceipt(receipt).slice(1)}`,
    ],
    [
      'with an inner name twice',
      'JSON_DUPLICATE_NAME at receipt',
      formatReceipt(receipt).replace('"version"', '"version":3,"version"'),
    ],
    ['that is too large', 'RECEIPT_TOO_LARGE at receipt', ' '.repeat(65_537)],
    ['that is a list', 'RECEIPT_MALFORMED at receipt', []],
    ['that is null', 'RECEIPT_MALFORMED at receipt', null],
    ['that is nothing', 'RECEIPT_MALFORMED at receipt', undefined],
    ['that is no plain value', 'RECEIPT_MALFORMED at receipt', { ...receipt, proof: new Set() }],
    ['of another format', 'RECEIPT_MALFORMED at receipt.format', { ...receipt, format: 'lastmile-receipt/v2' }],
    ['with a field more', 'RECEIPT_MALFORMED at receipt.note', { ...receipt, note: '' }],
    ['with an inherited name for a field', 'RECEIPT_MALFORMED at receipt.constructor', { ...receipt, constructor: 1 }],
    ['with a proof that is no list', 'RECEIPT_MALFORMED at receipt.proof', { ...receipt, proof: {} }],
    ['with an index in quotes', 'RECEIPT_MALFORMED at receipt.index', { ...receipt, index: '5' }],
    ['with a negative index', 'RECEIPT_MALFORMED at receipt.index', { ...receipt, index: -5 }],
    ['with an index between', 'RECEIPT_MALFORMED at receipt.index', { ...receipt, index: 5.5 }],
    ['with signing null', 'RECEIPT_MALFORMED at signing', { ...receipt, signing: null }],
    ['with a field more in signing', 'RECEIPT_MALFORMED at signing.x', { ...receipt, signing: { ...signing, x: 1 } }],
    ['with a null signature', 'RECEIPT_MALFORMED at signatures[0]', { ...receipt, signatures: [null] }],
    [
      'with an unknown algorithm',
      'RECEIPT_MALFORMED at signatures[0].algorithm',
      { ...receipt, signatures: [{ ...parties[0], algorithm: 'RSA' }] },
    ],
    [
      'with SM2 and no user id',
      'RECEIPT_MALFORMED at signatures[0].userId',
      { ...receipt, signatures: [{ ...parties[0], algorithm: 'SM2' }] },
    ],
    [
      'with Ed25519 and a user id',
      'RECEIPT_MALFORMED at signatures[0].userId',
      { ...receipt, signatures: [{ ...parties[0], userId: '' }] },
    ],
    [
      'with spaces in base64',
      'RECEIPT_MALFORMED at receipt.proof',
      { ...receipt, proof: receipt.proof.map((hash) => ` ${hash.slice(1)}`) },
    ],
    ['with a leaf that is no JSON', 'LEAF_MALFORMED at leaf', { ...receipt, leaf: 'x' }],
    [
      'with a leaf of another type',
      'LEAF_MALFORMED at leaf.type',
      { ...receipt, leaf: receipt.leaf.replace('CONCLUDED', 'PROMISED') },
    ],
    ['with a field more in the leaf', 'LEAF_MALFORMED at leaf.x', { ...receipt, leaf: receipt.leaf.replace('}', '},"x":1') }],
    ['with a name twice in the leaf', 'LEAF_MALFORMED at leaf', { ...receipt, leaf: receipt.leaf.replace('{', '{"v":1,') }],
    ['with a space in the leaf', 'LEAF_NOT_CANONICAL at leaf', { ...receipt, leaf: receipt.leaf.replace(':', ': ') }],
    [
      'with a leaf of another version',
      'INCLUSION_INVALID at proof',
      { ...receipt, leaf: receipt.leaf.replace('"revision":9', '"revision":8') },
    ],
    ['with another entry of the same log', 'INCLUSION_INVALID at proof', { ...receipt, leaf: noticeLeaf(5) }],
    ['with the place before', 'INCLUSION_INVALID at proof', { ...receipt, index: 4 }],
    ['with the place after', 'INCLUSION_INVALID at proof', { ...receipt, index: 6 }],
    ['with a place beyond the log', 'INCLUSION_INVALID at proof', { ...receipt, index: 11 }],
    ['with a longer proof', 'INCLUSION_INVALID at proof', { ...receipt, proof: [...receipt.proof, receipt.proof[0]] }],
    ['with a shorter proof', 'INCLUSION_INVALID at proof', { ...receipt, proof: receipt.proof.slice(1) }],
    [
      'with a size that the place is beyond',
      'INCLUSION_INVALID at proof',
      { ...receipt, checkpoint: receipt.checkpoint.replace('\n11\n', '\n5\n') },
    ],
    // The same path fits 10 and 12 leaves as well: there the log's signature tells.
    [
      'with a size less by one',
      'NOTE_SIGNATURE_INVALID at note signature 1',
      { ...receipt, checkpoint: receipt.checkpoint.replace('\n11\n', '\n10\n') },
    ],
    [
      'with a size more by one',
      'NOTE_SIGNATURE_INVALID at note signature 1',
      { ...receipt, checkpoint: receipt.checkpoint.replace('\n11\n', '\n12\n') },
    ],
    ['with a checkpoint that is no note', 'NOTE_MALFORMED at note', { ...receipt, checkpoint: 'x' }],
    [
      'with a note that is no checkpoint',
      'CHECKPOINT_MALFORMED at checkpoint',
      { ...receipt, checkpoint: receipt.checkpoint.replace('\n11\n', '\n0x11\n') },
    ],
    ["with another log's checkpoint", 'NOTE_SIGNATURE_MISSING at note', { ...receipt, checkpoint: other.checkpoint }],
    ["with another log's keys", 'NOTE_SIGNATURE_UNKNOWN at checkpoint', { ...receipt, keys: [logKey] }],
    [
      'with a key that signed nothing',
      'NOTE_SIGNATURE_MISSING at keys[2]',
      { ...receipt, keys: [...receipt.keys, sm2Signer(origin, 3).verifierKey] },
    ],
    ['with a key twice', 'KEY_DUPLICATE at keys[2]', { ...receipt, keys: [...receipt.keys, logKey] }],
    [
      "with the log's key as a witness",
      'KEY_DUPLICATE at keys[2]',
      { ...receipt, keys: [...receipt.keys, ed25519Signer('w.example', 1, 'cosignature').verifierKey] },
    ],
    ['with a key that is neither', 'KEY_UNEXPECTED at keys[2]', { ...receipt, keys: [...receipt.keys, foreign.verifierKey] }],
    [
      "with a witness under the log's name",
      'KEY_UNEXPECTED at keys[2]',
      { ...receipt, keys: [...receipt.keys, ed25519Signer(origin, 7, 'cosignature').verifierKey] },
    ],
    ['with no key of the log', 'NOTE_SIGNATURE_MISSING at keys', { ...receipt, keys: [witnessKey] }],
    ['with a key that is none', 'KEY_MALFORMED at keys[0]', { ...receipt, keys: ['', witnessKey] }],
    ['without what was signed', 'SIGNING_MISMATCH at signing', withoutUndefined({ ...receipt, signing: undefined })],
    [
      'with another contract signed',
      'SIGNING_MISMATCH at signing.contractId',
      { ...receipt, signing: { ...signing, contractId: 'c-2f6f' } },
    ],
    [
      'with other terms signed',
      'SIGNING_MISMATCH at signing.termsHash',
      { ...receipt, signing: { ...signing, termsHash: '0'.repeat(64) } },
    ],
    [
      'with another version signed',
      'PARTY_SIGNATURE_INVALID at signatures[0].signature',
      { ...receipt, signing: { ...signing, version: 2 } },
    ],
    ['without a party', 'SIGNATURES_HASH_MISMATCH at signatures', { ...receipt, signatures: parties.slice(1) }],
    ['without any signature', 'SIGNATURES_HASH_MISMATCH at signatures', withoutUndefined({ ...receipt, signatures: undefined })],
    ['with the parties turned', 'SIGNATURES_HASH_MISMATCH at signatures', { ...receipt, signatures: [...parties].reverse() }],
  ];

  it.each(cases)('%s: %s', (_, refusal, given) => {
    expect(refusalOf(given)).toBe(refusal);
  });

  it('with terms that are others, or no JSON', () => {
    expect(refusalOf(receipt, { terms: { ...terms, title: '高温质子交换膜 ' } })).toBe('TERMS_HASH_MISMATCH at terms');
    expect(refusalOf(receipt, { terms: JSON.stringify(terms) })).toBe('ok');
    expect(refusalOf(receipt, { terms: '{"a":1,"a":1}' })).toBe('JSON_DUPLICATE_NAME at terms');
    expect(refusalOf(receipt, { terms: '{' })).toBe('JSON_INVALID at terms');
    expect(refusalOf(receipt, { terms: new Date(0) })).toBe('JSON_INVALID at terms');
  });
});

/** A log that signs whatever it is told: its hashes and signatures are right, what it holds is not. */
describe('a log that lies is found out', () => {
  const told = (signatures: typeof parties, change: Parameters<typeof receiptOf>[0] = {}) =>
    refusalOf(receiptOf({ signatures, ...change }));
  const [first, second] = [parties[0]!, parties[1]!];
  const flipped = (text: string): string =>
    toBase64((fromBase64(text) ?? new Uint8Array(1)).map((byte, at) => (at === 0 ? byte ^ 1 : byte)));

  it('about who signed', () => {
    expect(told([first, { ...second, signature: flipped(second.signature) }])).toBe(
      'PARTY_SIGNATURE_INVALID at signatures[1].signature',
    );
    expect(told([first, { ...second, signature: first.signature }])).toBe('PARTY_SIGNATURE_INVALID at signatures[1].signature');
    expect(told([first, { ...second, publicKey: first.publicKey }])).toBe('PARTY_KEY_INVALID at signatures[1].publicKey');
    expect(told([first, { ...second, keyId: first.keyId }])).toBe('PARTY_KEY_INVALID at signatures[1].publicKey');
    expect(told([first, { ...second, publicKey: toBase64(new Uint8Array(32)) }])).toBe(
      'PARTY_KEY_INVALID at signatures[1].publicKey',
    );
    expect(told([first, { ...second, publicKey: '' }])).toBe('PARTY_KEY_INVALID at signatures[1].publicKey');
    const nobody = { publicKey: toBase64(new Uint8Array(32)), keyId: partyKeyId(new Uint8Array(32)) };
    expect(told([first, { ...second, ...nobody }])).toBe('PARTY_KEY_INVALID at signatures[1].publicKey');
  });

  it('about two parties where there is one', () => {
    expect(told([first, { ...first, organisationId: second.organisationId }])).toBe('PARTY_SIGNATURE_DUPLICATE at signatures[1]');
    expect(told([first, { ...second, organisationId: first.organisationId }])).toBe('PARTY_SIGNATURE_DUPLICATE at signatures[1]');
    expect(told([])).toBe('RECEIPT_MALFORMED at receipt.signatures');
  });

  it('about what was signed', () => {
    const old = ed25519Party('org-enterprise', 12, signingPayload({ ...signing, version: 2 }));
    expect(told([first, old])).toBe('PARTY_SIGNATURE_INVALID at signatures[1].signature');
    const sm2 = sm2Party('org-university', 21);
    expect(told([sm2, second])).toBe('ok');
    expect(told([{ ...sm2, userId: '1234567812345678' }, second])).toBe('PARTY_SIGNATURE_INVALID at signatures[0].signature');
    expect(told([first, second], { place: { leaf: concludedLeaf([second]) } })).toBe('SIGNATURES_HASH_MISMATCH at signatures');
  });
});

describe('a leaf', () => {
  const leaf = parseLeaf(receipt.leaf);

  it('is read and written byte for byte', () => expect(formatLeaf(leaf)).toBe(receipt.leaf));

  it.each([
    ['of another version', { v: 2 }, 'leaf.v'],
    ['about nothing', { contractId: undefined }, 'leaf.contractId'],
    ['about two things', { subjectId: 'x' }, 'leaf.contractId'],
    ['concluded without signatures', { signaturesHash: undefined }, 'leaf.signaturesHash'],
    ['signed without terms', { termsHash: undefined }, 'leaf.termsHash'],
    ['with a hash in capitals', { termsHash: 'A'.repeat(64) }, 'leaf.termsHash'],
    ['with an id that breaks a line', { contractId: 'a\nb' }, 'leaf.contractId'],
    ['at a time in another form', { at: '2026-11-23T09:30:01Z' }, 'leaf.at'],
    ['at a time that is none', { at: '2026-02-30T00:00:00.000Z' }, 'leaf.at'],
    ['with a name in clear', { organisation: '某大学' }, 'leaf.organisation'],
    ['with a half event', { event: { id: 'e' } }, 'leaf.event.stream'],
    ['without an event', { event: null }, 'leaf.event'],
  ])('%s is not written', (_, change, where) => {
    const wrong = withoutUndefined({ ...leaf, ...change }) as unknown as typeof leaf;
    expect(() => formatLeaf(wrong)).toThrow(`LEAF_MALFORMED at ${where}`);
  });

  it('the hash of signatures is over their canonical text, in order', () => {
    expect(hashOfSignatures(parties)).toBe(leaf.signaturesHash);
    expect(hashOfSignatures([...parties].reverse())).not.toBe(leaf.signaturesHash);
  });
});

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}
