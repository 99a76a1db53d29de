import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  calendarMessages,
  contractEvents,
  contractMessages,
  deadlineEvents,
  deadlineMessages,
  dossierEvents,
  dossierMessages,
  ledgerMessages,
  pricingEvents,
  incomeEvents,
  incomeMessages,
  performanceEvents,
  performanceMessages,
  pricingMessages,
  registrationEvents,
  registrationMessages,
  rejectionCodes,
  attachmentMessages,
  subjectMessages,
} from '@lastmile/protocol';
import { calendarEventsCodec } from './calendar/calendar.events.js';
import { contractEventsCodec } from './contract/contract.events.js';
import { filingCodec } from './filing/filing.events.js';
import { keyringEventsCodec } from './keyring/keyring.events.js';
import { cosignatureEventsCodec } from './ledger/cosignatures.js';
import { erasureCodec } from './subjects/erasure.events.js';
import { ledgerEventsCodec } from './ledger/ledger.events.js';
import { rightsEventsCodec } from './rights/rights.events.js';
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
  it('names every stored event and every subject', () => {
    for (const codec of [
      contractEventsCodec,
      keyringEventsCodec,
      draftingInputs,
      ledgerEventsCodec,
      rightsEventsCodec,
      calendarEventsCodec,
      filingCodec,
      erasureCodec,
      cosignatureEventsCodec,
    ]) {
      for (const name of codec.storedNames) expect(section('Events')).toContain(`\`${name}\``);
    }
    for (const { subject } of [
      ...[attachmentMessages, subjectMessages],
      ...[contractMessages, ledgerMessages, deadlineMessages, pricingMessages, dossierMessages, calendarMessages],
      ...[registrationMessages, performanceMessages, incomeMessages, registrationEvents, performanceEvents, incomeEvents],
      ...[contractEvents, deadlineEvents, pricingEvents, dossierEvents],
    ].flatMap(Object.values<{ subject: string }>))
      expect(section('Subjects')).toContain(`\`${subject}\``);
  });
});
