import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { fromBase64, toBase64, utf8 } from '../bytes.js';
import { createNativeChecks } from '../node.js';
import { Refusal } from '../refusal.js';
import { signEd25519 } from '../signature/ed25519.js';
import { signSm2 } from '../signature/sm2.js';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.js';
import { formatVerifierKey, noteKeyId, parseVerifierKey, sm2Identifier } from './note-key.js';
import { addSignatures, createNoteSigner, createNoteVerifier, openNote, signNote } from './note-signing.js';
import { formatNote, parseNote } from './signed-note.js';

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'nothing refused';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

/** Long texts stay out of the tests' names. */
const broken = (cases: readonly (readonly [string, string])[]) => cases.map(([broken, why]) => ({ broken, why }));

/** Key pair of the standard's first example (RFC 8032 §7.1), and a second seed. */
const seed = Uint8Array.from(Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'));
const publicKey = Uint8Array.from(Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex'));
const nativeKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
  format: 'der',
  type: 'pkcs8',
});
const sm2Secret = new Uint8Array(32).fill(7);
const sm2Public = Uint8Array.from(
  Buffer.from(
    '04' +
      'df07dc0b31591dfb63ec895516e5bb4ad05a09c2feba6d496ce523f7303fffcd' +
      '4add27de09262dc59baf690c0286f05e29948517cc1e069b988e139c00f449c8',
    'hex',
  ),
);

const origin = 'log.example/contracts';
const log = createNoteSigner({ kind: 'Ed25519', name: origin, publicKey, sign: (message) => signEd25519(message, seed) });
const witness = createNoteSigner({
  kind: 'cosignature',
  name: 'witness.example/north',
  publicKey,
  sign: (message) => sign(null, message, nativeKey),
  now: () => 1_790_000_000,
});
const verifiers = [log, witness].map(({ verifierKey }) => createNoteVerifier(verifierKey));
const text = formatCheckpoint({ origin, size: 42, root: new Uint8Array(32).fill(1) });
const note = addSignatures(signNote(text, [log]), [witness]);

describe('signed notes', () => {
  it('has the form of the standard, byte for byte', () => {
    const id = createHash('sha256').update(`${origin}\n`).update(Uint8Array.of(1)).update(publicKey).digest().subarray(0, 4);
    const line = `\u2014 ${origin} ${Buffer.concat([id, sign(null, Buffer.from(text), nativeKey)]).toString('base64')}\n`;
    expect(signNote(text, [log])).toBe(`${text}\n${line}`);
    expect(text).toBe(`${origin}\n42\n${Buffer.alloc(32, 1).toString('base64')}\n`);
    const key = Buffer.concat([Uint8Array.of(1), publicKey]).toString('base64');
    expect(log.verifierKey).toBe(`${origin}+${id.toString('hex')}+${key}`);
  });

  it('a cosignature is over its two lines and the checkpoint, its time in front of the signature', () => {
    const { signature } = parseNote(note).signatures[1]!;
    expect(Buffer.from(signature.subarray(0, 8)).readBigUInt64BE()).toBe(1_790_000_000n);
    const message = Buffer.from(`cosignature/v1\ntime 1790000000\n${text}`);
    expect(verify(null, message, createPublicKey(nativeKey), signature.subarray(8))).toBe(true);
    const id = createHash('sha256').update(`witness.example/north\n`).update(Uint8Array.of(4)).update(publicKey).digest('hex');
    expect(noteKeyId(witness.key)).toBe(id.slice(0, 8));
  });

  it('opens for known keys, says when a witness cosigned, and sets unknown signatures aside', () => {
    expect(openNote(note, verifiers)).toEqual({
      text,
      verified: [
        { kind: 'Ed25519', name: origin, keyId: noteKeyId(log.key) },
        { kind: 'cosignature', name: 'witness.example/north', keyId: noteKeyId(witness.key), time: 1_790_000_000 },
      ],
      unknown: [],
    });
    const { verified, unknown } = openNote(note, verifiers.slice(0, 1));
    expect([verified.length, unknown.map(({ name }) => name)]).toEqual([1, ['witness.example/north']]);
  });

  it('refuses when nobody known signed, and when a known key signed twice', () => {
    expect(codeOf(() => openNote(note, []))).toBe('NOTE_SIGNATURE_MISSING');
    expect(codeOf(() => openNote(addSignatures(note, [log]), verifiers))).toBe('NOTE_SIGNATURE_INVALID');
  });

  it('the same key signs other things as log and as witness: neither signature serves for the other', () => {
    const asLog = createNoteVerifier(formatVerifierKey({ ...witness.key, kind: 'Ed25519' }));
    const cosignature = witness.sign(text).signature.subarray(8);
    expect(asLog.verify(text, cosignature)).toBeUndefined();
    expect(verifiers[1]!.verify(text, log.sign(text).signature)).toBeUndefined();
  });

  it('refuses every change of one bit of text or signature', () => {
    const native = createNativeChecks();
    const known = [log, witness].map(({ verifierKey }) => createNoteVerifier(verifierKey, native));
    const bytes = utf8(note);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = bytes.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const opened = (): unknown => openNote(new TextDecoder().decode(changed), known);
      // A line whose name or key id changed is by a key that nobody knows: set aside, as the format demands.
      const isIgnored = codeOf(opened) === 'nothing refused';
      if (isIgnored) expect(openNote(new TextDecoder().decode(changed), known)).toMatchObject({ text, unknown: [{}] });
    }
  });

  it.each(
    broken([
      ['', 'nothing'],
      [text, 'no signatures'],
      [`${text}\n`, 'an empty signature block'],
      [note.slice(0, -1), 'no last newline'],
      [note.replace('\n\n', '\n'), 'no empty line'],
      [`${note}\n`, 'an empty line at the end'],
      [note.replaceAll('\n', '\r\n'), 'carriage returns'],
      [note.replace('42', '4\t2'), 'a control character'],
      [note.replaceAll('\u2014', '\u2013'), 'an en dash'],
      [note.replaceAll('\u2014', '\u2015'), 'a horizontal bar'],
      [note.replaceAll('\u2014', '-'), 'a hyphen'],
      [note.replaceAll('\u2014 ', '\u2014\u00a0'), 'a no-break space'],
      [note.replaceAll('\u2014 ', '\u2014  '), 'two spaces'],
      [note.replace(`\u2014 ${origin}`, `\u2014 log.example\u2003contracts`), 'a wide space in a name'],
      [note.replace(`\u2014 ${origin}`, `\u2014 log.example+contracts`), 'a plus in a name'],
      [note.replace(`\u2014 ${origin}`, '\u2014 '), 'no name'],
      [note.slice(0, -1) + ' \n', 'a space at the end of a line'],
      [note.slice(0, -2) + '\n', 'base64 without its last padding'],
      [note.slice(0, -1) + '=\n', 'base64 with more padding'],
      [note.replace(/AA/, '_-'), 'another alphabet'],
      [`${text}\n\u2014 a AAAAAA==\n`, 'an empty signature'],
      [`\ud800${note}`, 'a lone surrogate'],
      [`${text}\n${'\u2014 a AAAAAAA=\n'.repeat(65)}`, 'too many signatures'],
      [`${'a'.repeat(65_536)}\n\n\u2014 a AAAAAAA=\n`, 'too long a text'],
    ]),
  )('refuses $why', ({ broken }) => expect(codeOf(() => parseNote(broken))).toBe('NOTE_MALFORMED'));

  it('takes 16 signatures and empty lines in the text', () => {
    const long = `a\n\n\nb\n`;
    const parsed = parseNote(`${long}\n${'\u2014 a AAAAAAA=\n'.repeat(16)}`);
    expect([parsed.text, parsed.signatures.length]).toEqual([long, 16]);
  });

  it('a note is what its parts say, and back', () => {
    const bytes = (minLength: number) => fc.uint8Array({ minLength, maxLength: 80 });
    const line = fc.record({ name: fc.stringMatching(/^[a-z.\u4e00-\u4e20/]+$/), id: fc.nat(0xffffffff), signature: bytes(1) });
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~\n]*$/), fc.array(line, { minLength: 1, maxLength: 5 }), (body, lines) => {
        const signatures = lines.map(({ name, id, signature }) => ({ name, keyId: id.toString(16).padStart(8, '0'), signature }));
        const whole = { text: `${body}\n`, signatures };
        expect(parseNote(formatNote(whole))).toEqual(whole);
      }),
    );
  });

  it.each([
    ['a text without newline', { text: 'a', signatures: log.sign(text) }],
    ['no signature', { text, signatures: undefined }],
    ['a name with a space', { text, signatures: { ...log.sign(text), name: 'a b' } }],
    ['a key id of another length', { text, signatures: { ...log.sign(text), keyId: '00' } }],
  ])('does not write %s', (_, { text, signatures }) =>
    expect(codeOf(() => formatNote({ text, signatures: signatures ? [signatures] : [] }))).toBe('NOTE_MALFORMED'),
  );

  it.each([0, 7, 8, 71, 73, 200])('a cosignature of %i bytes is none, and nothing is thrown', (length) => {
    const bytes = Uint8Array.from({ length }, (_, at) => witness.sign(text).signature[at] ?? 0);
    expect(createNoteVerifier(witness.verifierKey).verify(text, bytes)).toBeUndefined();
  });

  it('a cosigner needs the time', () =>
    expect(() => createNoteSigner({ ...witness.key, sign: () => new Uint8Array(64) }).sign(text)).toThrow(RangeError));
});

describe('SM2 as a second signature', () => {
  const second = createNoteSigner({
    kind: 'SM2',
    name: origin,
    publicKey: sm2Public,
    userId: '',
    sign: (message) => signSm2({ message, secretKey: sm2Secret, userId: '' }),
  });

  it('has type 0xff with an identifier, the user id and the key', () => {
    const encoded = Buffer.concat([Uint8Array.of(0xff), utf8(sm2Identifier), Uint8Array.of(0), sm2Public]);
    const id = createHash('sha256').update(`${origin}\n`).update(encoded).digest('hex').slice(0, 8);
    expect(second.verifierKey).toBe(`${origin}+${id}+${encoded.toString('base64')}`);
    expect(parseVerifierKey(second.verifierKey)).toEqual(second.key);
  });

  it('stands beside Ed25519, and either opens the note', () => {
    const both = signNote(text, [log, second]);
    const all = [...verifiers, createNoteVerifier(second.verifierKey)];
    expect(openNote(both, all).verified.map(({ kind }) => kind)).toEqual(['Ed25519', 'SM2']);
    expect(openNote(both, all.slice(2)).verified.map(({ kind }) => kind)).toEqual(['SM2']);
  });

  it('the user id is part of the key: another one is another key, whose signatures are others', () => {
    const other = createNoteVerifier(formatVerifierKey({ ...second.key, userId: '1234567812345678' }));
    expect(other.keyId).not.toBe(noteKeyId(second.key));
    expect(other.verify(text, second.sign(text).signature)).toBeUndefined();
    expect(createNoteVerifier(second.verifierKey).verify(text, second.sign(text).signature)).toBeDefined();
    expect(parseVerifierKey(formatVerifierKey({ ...second.key, userId: '北京' })).userId).toBe('北京');
    expect(codeOf(() => formatVerifierKey({ ...second.key, userId: undefined }))).toBe('KEY_MALFORMED');
  });
});

describe('verifier keys', () => {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+(\w+)\+(.+)$/.exec(log.verifierKey) ?? [];
  const withKey = (bytes: readonly number[]): string => {
    const key = Uint8Array.from([1, ...bytes]);
    const digest = createHash('sha256').update(`${name}\n`).update(key).digest('hex');
    return `${name}+${digest.slice(0, 8)}+${toBase64(key)}`;
  };

  it('reads what it writes, also with pluses in the base64', () => {
    for (const { verifierKey, key } of [log, witness]) expect(parseVerifierKey(verifierKey)).toEqual(key);
    expect(parseVerifierKey(withKey([...publicKey])).publicKey).toEqual(publicKey);
    expect(fromBase64(encoded)?.length).toBe(33);
  });

  it.each(
    broken([
      ['', 'nothing'],
      [name, 'a name alone'],
      [`${name}+${id}`, 'no key'],
      [`+${id}+${encoded}`, 'no name'],
      [`${name}+${id.toUpperCase()}x+${encoded}`, 'an id that is none'],
      [`${name}+00000000+${encoded}`, 'the id of another key'],
      [`${name}x+${id}+${encoded}`, 'the id of another name'],
      [`${name}+${id}+${encoded}=`, 'more padding'],
      [`${name}+${id}+${encoded}\n`, 'a newline'],
      [withKey([...publicKey].slice(1)), 'a short key'],
      [withKey([...publicKey, 0]), 'a long key'],
      [withKey([1, ...Array<number>(31).fill(0)]), 'a key of small order'],
      [withKey([0xee, ...Array<number>(30).fill(0xff), 0x7f]), 'a second encoding of a point'],
      [withKey([2, ...Array<number>(31).fill(0)]), 'bytes off the curve'],
    ]),
  )('refuses $why', ({ broken }) => expect(codeOf(() => parseVerifierKey(broken))).toBe('KEY_MALFORMED'));
});

describe('checkpoints', () => {
  it('reads what it writes', () => {
    const plain = { origin, size: 0, root: new Uint8Array(32) };
    expect(parseCheckpoint(formatCheckpoint(plain))).toEqual(plain);
    const extended = {
      origin: '联动 日志',
      size: Number.MAX_SAFE_INTEGER,
      root: new Uint8Array(32).fill(255),
      extensions: ['a', 'b c'],
    };
    expect(parseCheckpoint(formatCheckpoint(extended))).toEqual(extended);
  });

  const [first, , root] = text.split('\n') as [string, string, string];
  it.each(
    broken([
      ['', 'nothing'],
      [text.slice(0, -1), 'no last newline'],
      [`${first}\n42\n`, 'no root'],
      [`\n42\n${root}\n`, 'no origin'],
      [`${first}\n042\n${root}\n`, 'a leading zero'],
      [`${first}\n+42\n${root}\n`, 'a sign'],
      [`${first}\n4e1\n${root}\n`, 'an exponent'],
      [`${first}\n9007199254740992\n${root}\n`, 'a size beyond what a number holds'],
      [`${first}\n٤٢\n${root}\n`, 'digits of another script'],
      [`${first}\n42\n${root.slice(0, -1)}\n`, 'a root without padding'],
      [`${first}\n42\n${toBase64(new Uint8Array(31))}\n`, 'a short root'],
      [`${first}\n42\n${root.replace(/.=$/, 'F=')}\n`, 'unused bits that are set'],
      [`${text}\n`, 'an empty extension line'],
    ]),
  )('refuses $why', ({ broken }) => expect(codeOf(() => parseCheckpoint(broken))).toBe('CHECKPOINT_MALFORMED'));

  it.each([
    ['an empty origin', { origin: '', size: 1 }],
    ['an origin of two lines', { origin: 'a\nb', size: 1 }],
    ['a broken size', { origin, size: 1.5 }],
    ['a negative size', { origin, size: -1 }],
  ])('does not write %s', (_, part) =>
    expect(codeOf(() => formatCheckpoint({ root: new Uint8Array(32), ...part }))).toBe('CHECKPOINT_MALFORMED'),
  );
});
