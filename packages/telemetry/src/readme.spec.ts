import { readFileSync } from 'node:fs';
import { attributes } from './attributes.js';
import { metricNames } from './metrics.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

it.each([...Object.values(attributes), ...Object.values(metricNames)])('%s stands in the README', (name) => {
  const shortened = name.replace(/^nodejs\.eventloop\.delay(\.p99|\.max)$/, '$1');
  expect(readme).toContain(`\`${shortened}\``);
});
