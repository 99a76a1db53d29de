import fc from 'fast-check';
import {
  concludedLeaf,
  ledger,
  noticeLeaf,
  origin,
  parties,
  receiptOf,
  sm2Party,
  sm2Signer,
  terms,
} from '../../test/ledger-fixture.js';
import { ed25519Signer, recorded } from '../../test/ledger-fixture.js';
import { createNativeChecks } from '../node.js';
import { refusalCodes } from '../refusal.js';
import { createReceipt, formatReceipt } from './receipt.js';
import type { Receipt } from './receipt.js';
import { verifyReceipt } from './verify-receipt.js';

const checks = createNativeChecks();
const by = { log: [...ledger.log, sm2Signer(origin, 3)], witnesses: ledger.witnesses };
const signatures = [{ ...sm2Party('org-university', 21), signatoryId: 's-1' }, parties[1]!];
const valid = receiptOf({ signatures, place: { by, index: 1, size: 3, leaf: concludedLeaf(signatures) } });
const text = formatReceipt(valid);
const trustedKeys = [by.log[0]!.verifierKey];

/** A key is taken from somewhere the attacker cannot write, as a real verifier does; `ok` alone would not be enough. */
const isAccepted = (given: unknown): boolean => {
  const verdict = verifyReceipt(given, { trustedKeys, terms, checks });
  if (!verdict.ok) expect(refusalCodes).toContain(verdict.code);
  return verdict.ok;
};
const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Every string and number in a value, with the way to put another in its place. */
const places = (value: unknown, path: (string | number)[] = []): (string | number)[][] => {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) => places(inner, [...path, Array.isArray(value) ? Number(name) : name]));
};
const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], value);
const withPlace = (path: readonly (string | number)[], change: (old: unknown) => unknown): unknown => {
  const copy = structuredClone(valid) as unknown;
  const holder = at(copy, path.slice(0, -1)) as Record<string, unknown>;
  const name = path.at(-1)!;
  holder[name] = change(holder[name]);
  return copy;
};
const strings = places(valid).filter((path) => typeof at(valid, path) === 'string');

describe('every mutation of a valid receipt is refused', () => {
  it('which is accepted as it is', () => expect(isAccepted(text)).toBe(true));

  it('every bit of its bytes', () => {
    const bytes = Buffer.from(text);
    const accepted: number[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      const changed = decode(bytes);
      if (changed !== undefined && isAccepted(changed)) accepted.push(bit);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
    }
    expect(accepted).toEqual([]);
  }, 120_000);

  it('every character left out, and every one doubled', () => {
    const accepted: string[] = [];
    for (let place = 0; place < text.length; place += 1) {
      const [before, character, after] = [text.slice(0, place), text[place]!, text.slice(place + 1)];
      if (isAccepted(before + after)) accepted.push(`without ${place}`);
      if (isAccepted(before + character + character + after)) accepted.push(`twice ${place}`);
    }
    expect(accepted).toEqual([]);
  }, 120_000);

  it('cut off anywhere', () => {
    for (let end = 0; end < text.length; end += 1) expect(isAccepted(text.slice(0, end))).toBe(false);
  });

  it('with something more at the end', () => {
    for (const more of ['}', '{}', text, 'x', '\u0000', '\u00a0', ',']) expect(isAccepted(text + more)).toBe(false);
  });

  it('any field left out, null, a list, or of another type', () => {
    for (const path of [...places(valid), ['proof'], ['keys'], ['signing'], ['signatures'], ['signatures', 0]]) {
      for (const other of [null, [], {}, true, '', 0, [at(valid, path)], { a: at(valid, path) }]) {
        expect(isAccepted(withPlace(path, () => other))).toBe(false);
      }
      const without = structuredClone(valid) as unknown;
      const holder = at(without, path.slice(0, -1));
      if (Array.isArray(holder)) holder.splice(Number(path.at(-1)), 1);
      else delete (holder as Record<string, unknown>)[path.at(-1)!];
      expect(isAccepted(without)).toBe(false);
    }
  });

  it('any object with a field more', () => {
    for (const path of [[], ['signing'], ['signatures', 0], ['signatures', 1]]) {
      for (const name of ['x', '', 'Format', 'toString', 'hasOwnProperty']) {
        const copy = structuredClone(valid) as unknown;
        (at(copy, path) as Record<string, unknown>)[name] = 1;
        expect(isAccepted(copy)).toBe(false);
      }
    }
  });

  it('any text with other spaces, line ends or letters that look alike', () => {
    const confusables: readonly [string, string][] = [
      ['\u2014', '\u2013'],
      ['\u2014', '\u2015'],
      ['\u2014', '\u2e3a'],
      ['\u2014', '-'],
      [' ', '\u00a0'],
      [' ', '\u3000'],
      ['\n', '\r\n'],
      ['\n', '\u2028'],
      ['\n', '\u0085'],
      ['e', '\u0435'],
      ['a', '\u0430'],
      ['e', 'e\u0301'],
      ['1', '\uff11'],
      ['1', '\u0661'],
      ['/', '\u2215'],
      ['=', '\uff1d'],
      ['+', '-'],
      ['/', '_'],
    ];
    for (const path of strings) {
      const old = at(valid, path) as string;
      for (const [from, to] of confusables) {
        if (old.includes(from)) expect(isAccepted(withPlace(path, () => old.replace(from, to)))).toBe(false);
      }
      for (const edge of [' ', '\n', '\u200b', '\ufeff', '\u0000', '=']) {
        expect(isAccepted(withPlace(path, () => edge + old))).toBe(false);
        expect(isAccepted(withPlace(path, () => old + edge))).toBe(false);
      }
    }
  });

  it('any base64 with unused bits set, or with less or more padding', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    let tried = 0;
    for (const path of strings) {
      const old = at(valid, path) as string;
      for (const found of old.matchAll(/([A-Za-z0-9+/])(={1,2})(?=\n|$)/g)) {
        const unused = found[2]!.length === 1 ? 4 : 16;
        const code = alphabet.indexOf(found[1]!);
        for (let more = 1; more < unused; more += 1, tried += 1) {
          const changed = old.slice(0, found.index) + alphabet[code + more]! + old.slice(found.index + 1);
          expect(isAccepted(withPlace(path, () => changed))).toBe(false);
        }
        const unpadded = old.slice(0, found.index + 1) + old.slice(found.index + found[0].length);
        expect(isAccepted(withPlace(path, () => unpadded))).toBe(false);
      }
    }
    expect(tried).toBeGreaterThan(20);
  });

  it('index and size moved, each by itself', () => {
    for (const index of [0, 2, 3, 4]) expect(isAccepted({ ...valid, index })).toBe(false);
    for (const size of [0, 1, 2, 4, 5]) {
      expect(isAccepted({ ...valid, checkpoint: valid.checkpoint.replace('\n3\n', `\n${size}\n`) })).toBe(false);
    }
  });

  it('signatures of the checkpoint left out, repeated, turned round or added', () => {
    const [head = '', block = ''] = valid.checkpoint.split('\n\n');
    const lines = block.slice(0, -1).split('\n');
    const noteOf = (some: readonly string[]): string => `${head}\n\n${some.map((line) => `${line}\n`).join('')}`;
    for (const line of lines) {
      expect(isAccepted({ ...valid, checkpoint: noteOf(lines.filter((one) => one !== line)) })).toBe(false);
      expect(isAccepted({ ...valid, checkpoint: noteOf([...lines, line]) })).toBe(false);
      expect(isAccepted({ ...valid, checkpoint: noteOf([...lines, line.replace(/ \S+ /, ' stranger.example ')]) })).toBe(false);
    }
    const body = head.split('\n');
    for (const more of ['', 'extension', '0']) {
      expect(isAccepted({ ...valid, checkpoint: `${[...body, more].join('\n')}\n\n${block}` })).toBe(false);
    }
  });

  it("parts of another receipt, of the same log or of another's, in any mixture", () => {
    const elsewhere = { log: [ed25519Signer(origin, 31), sm2Signer(origin, 32)], witnesses: ledger.witnesses };
    const others = [
      receiptOf({ signatures, place: { by, index: 1, size: 4, leaf: concludedLeaf(signatures) } }),
      receiptOf({ place: { by, index: 2, size: 3 } }),
      receiptOf({ signatures, place: { by: elsewhere, index: 1, size: 3, leaf: concludedLeaf(signatures) } }),
      createReceipt(recorded({ by, leaf: noticeLeaf(1), index: 1, size: 3 })),
    ];
    const names = ['leaf', 'index', 'proof', 'checkpoint', 'keys', 'signing', 'signatures'] as const;
    const same = (a: Receipt, b: Receipt): boolean => formatReceipt(a) === formatReceipt(b);
    for (const other of others) {
      for (let mixture = 1; mixture < 2 ** names.length; mixture += 1) {
        const taken = Object.fromEntries(names.filter((_, bit) => mixture & (1 << bit)).map((name) => [name, other[name]]));
        const mixed = JSON.parse(JSON.stringify({ ...valid, ...taken })) as Receipt;
        // A log may give one entry several receipts, from one checkpoint to the next: those are whole, not mixtures.
        const isWhole = same(mixed, valid) || same(mixed, other);
        if (!isWhole) expect(isAccepted(mixed)).toBe(false);
      }
    }
  });

  it('random cuts and pastes of its own bytes', () => {
    const span = fc.tuple(fc.nat(text.length), fc.nat(200), fc.nat(text.length), fc.nat(200));
    fc.assert(
      fc.property(span, ([from, length, to, over]) => {
        const changed = text.slice(0, to) + text.slice(from, from + length) + text.slice(to + over);
        if (changed !== text) expect(isAccepted(changed)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('anything at all is answered with a verdict, never with a throw', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }),
        (value) => !isAccepted(value),
      ),
    );
    fc.assert(fc.property(fc.json(), (value) => !isAccepted(value)));
  });
});
