import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  contractEvents,
  contractMessages,
  deadlineEvents,
  deadlineMessages,
  ledgerMessages,
  rejectionCodes,
} from '@lastmile/protocol';
import { lifecycle } from './contract/contract-rules.decider.js';
import { contractEventsCodec } from './contract/contract.events.js';
import { keyringEventsCodec } from './keyring/keyring.events.js';
import { ledgerEventsCodec } from './ledger/ledger.events.js';
import { draftingInputs } from './processes/drafting.process.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const section = (title: string): string => readme.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const codesIn = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, code]) => code ?? ''))]
    .filter((code) => rejectionCodes.some((known) => known === code))
    .sort();
const rows = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe('the README', () => {
  it('lists the codes that the service refuses with', () => {
    const sources = globSync(join(import.meta.dirname, '**/*.ts')).filter((file) => !file.endsWith('.spec.ts'));
    const used = codesIn(sources.map((file) => readFileSync(file, 'utf8')).join('\n'), /reject\('([A-Z_]+)'/g);
    expect(
      rows(section('Rejection codes'))
        .slice(2)
        .map(([code]) => code?.replaceAll('`', ''))
        .sort(),
    ).toEqual(used);
  });
  it('prints the life cycle', () => {
    const commands = ['ProposeTerms', 'AcceptTerms', 'SignContract'] as const;
    const expected = Object.entries(lifecycle).map(
      ([status, row]: [string, Partial<Record<(typeof commands)[number], string>>]) => [
        status,
        ...commands.map((command) => row[command] ?? '–'),
      ],
    );
    const printed = rows(section('Life of a contract'));
    expect(printed[0]).toEqual(['from', ...commands]);
    expect(printed.slice(2)).toEqual(expected);
  });
  it('names every stored event and every subject', () => {
    for (const codec of [contractEventsCodec, keyringEventsCodec, draftingInputs, ledgerEventsCodec]) {
      for (const name of codec.storedNames) expect(section('Events')).toContain(`\`${name}\``);
    }
    for (const { subject } of [contractMessages, ledgerMessages, deadlineMessages, contractEvents, deadlineEvents].flatMap(
      Object.values<{ subject: string }>,
    ))
      expect(section('Subjects')).toContain(`\`${subject}\``);
  });
});
