import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogEvents, constraintNames, matchingEvents, matchingMessages, rejectionCodes } from '@lastmile/protocol';
import { levelThresholds } from './engine/pair/levels.js';
import { policyAt } from './engine/pair/policy.js';
import { feedbackPolicyAt } from './feedback/feedback.policy.js';
import { matchEvents } from './match/match.events.js';
import { alertEvents } from './search/alert.events.js';
import { savedSearchEvents } from './search/saved-search.events.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const section = (title: string): string => readme.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const codesIn = (text: string, quote: string): string[] => {
  const quoted = [...text.matchAll(new RegExp(`${quote}([A-Z_0-9]+)${quote}`, 'g'))].map(([, code]) => code ?? '');
  return [...new Set(quoted)].filter((code) => rejectionCodes.some((known) => known === code)).sort();
};
const sources = globSync(join(import.meta.dirname, '**/*.ts')).filter((file) => !file.endsWith('.spec.ts'));

describe('the README', () => {
  it('lists the rejection codes that the code uses', () => {
    // REVISION_CONFLICT is caught, not made, here.
    const used = codesIn(sources.map((file) => readFileSync(file, 'utf8')).join('\n'), "'");
    expect(codesIn(section('Rejection codes'), '`')).toEqual(used);
  });
  it('names every stored event', () => {
    const names = [matchEvents, savedSearchEvents, alertEvents].flatMap(({ storedNames }) => storedNames);
    for (const name of names) expect(section('Events')).toContain(`\`${name}\``);
  });
  it('names every subject that is served, published and consumed', () => {
    const { achievementDisclosed: _, ...consumed } = catalogEvents;
    const all = [matchingMessages, matchingEvents, consumed].flatMap((group) => Object.values<{ subject: string }>(group));
    for (const { subject } of all) expect(section('Subjects')).toContain(`\`${subject}\``);
  });
  it('gives the shares of the declines', () => {
    const { shares, most } = feedbackPolicyAt(new Date().toISOString());
    for (const [reason, share] of Object.entries(shares))
      expect(section('Feedback')).toMatch(new RegExp(`\\| \`${reason}\` +\\| ${share.toFixed(2)} `));
    expect(section('Feedback')).toContain(`all together ${most} at most`);
  });
  it('gives the levels, weights, priorities and constraints of the engine', () => {
    const text = section('How a score is made');
    const { weights, priorities, textFit } = policyAt();
    const rows = [...text.matchAll(/^\| (?:`(\w+)`)? +\| ([\d.]*) *\|/gm)].map(([, name = '', weight = '']) => [name, weight]);
    const { district, city, province } = priorities.region;
    expect(rows).toEqual([
      ['title', '1'],
      ['body', ''],
      ['related', ''],
      ...Object.entries(weights).map(([name, weight]) => [name, weight.toFixed(2)]),
      ['region', district.toFixed(3)],
      ['', city.toFixed(3)],
      ['', province.toFixed(3)],
      ['smallBusiness', priorities.smallBusiness.toFixed(3)],
    ]);
    const [weak, fair, strong] = levelThresholds;
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      `level 2 (weak) from ${weak}, 3 (fairly strong) from ${fair}, 4 (strong) from ${strong}.`,
    );
    expect(text).toContain(`Below a text fit of ${textFit.none} nothing else counts, from ${textFit.full} on`);
    for (const name of constraintNames) expect(text).toContain(`| \`${name}\` `);
  });
});
