import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesMessages } from '@lastmile/protocol';
import { checkNames } from '../checks/check.decider.js';
import { findings } from '../checks/finding.decider.js';
import { life, lifeTable } from '../lifecycle/life.decider.js';
import { publishedRules } from './published-rules.decider.js';
import { versionOf } from './rule-at.decider.js';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const section = (title: string, level = '##'): string => readme.split(`\n${level} ${title}\n`)[1]?.split(/\n#{2,3} /)[0] ?? '';

/** Cells of a Markdown table without its head. */
const rows = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .slice(2);

describe('the README’s rules', () => {
  it('are the published versions, with their source and whether it was read', () =>
    expect(rows(section('Versions', '###'))).toEqual(
      publishedRules.map((rule) => {
        const { law, article } = rule.source;
        const read = rule.status === 'VERIFIED' ? 'verified' : 'to be verified';
        return [`\`${versionOf(rule)}\``, read, article === '' ? law.en : `${law.en}, Art. ${article}`];
      }),
    ));
  it('name every check and every finding', () => {
    expect(rows(section('Checks before signing', '###'))).toEqual(
      Object.entries(checkNames).map(([check, { zh, en }]) => [`\`${check}\``, zh, en]),
    );
    expect(rows(section('Findings', '###'))).toEqual(
      Object.entries(findings).map(([code, { weight, zh, en }]) => [
        `\`${code}\``,
        weight === 'BLOCKS' ? 'blocks' : 'warns',
        zh,
        en,
      ]),
    );
  });
  it.each(Object.entries(life))('print the life of the %s', (part, machine) =>
    expect(rows(section(`Life: ${part}`, '###'))).toEqual(rows(lifeTable(machine))),
  );
  it('name the subjects that answer for them', () => {
    for (const { subject } of Object.values(rulesMessages)) expect(readme).toContain(`\`${subject}\``);
  });
});
