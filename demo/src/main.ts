import { readOptions } from './options.js';
import { reportOf } from './report.js';
import { tellStory } from './story.js';

try {
  const options = readOptions(process.argv.slice(2));
  const story = await tellStory(options, (part) => {
    if (!options.json) process.stdout.write(`\n${reportOf(part, options.language)}`);
  });
  if (options.json) process.stdout.write(`${JSON.stringify(story)}\n`);
} catch (error) {
  process.stderr.write(`\n✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
