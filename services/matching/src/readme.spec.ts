import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogEvents, matchingEvents, matchingMessages, rejectionCodes } from '@lastmile/protocol';
import { createEngine } from './engine/engine.js';
import { levelThresholds } from './engine/pair/levels.js';
import type { Entry } from './engine/subject.js';
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

const hardness = { name: '硬度', operator: 'GE' as const, value: 58, unit: 'HRC' };
const whole = { organisationId: 'o', title: '轴承', body: '', field: 'NEW_ENERGY', modes: ['LICENCE'], region: '110000' };
const listing: Entry = { ...whole, kind: 'LISTING', id: 'l', indicators: [hardness], price: 1 };
const demand: Entry = { ...whole, kind: 'DEMAND', id: 'd', indicators: [hardness], budget: 1 };

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
  it('gives the thresholds and weights of the engine', () => {
    const text = section('How a score is made');
    for (const threshold of levelThresholds) expect(text).toContain(String(threshold));
    const { components } = createEngine().explain(listing, demand);
    const title = components.find(({ name }) => name === 'title')?.weight ?? 0;
    for (const { name, weight } of components)
      expect(text).toMatch(new RegExp(`\\| \`${name}\` +\\| ${((0.37 * weight) / title).toFixed(2)} `));
  });
});
