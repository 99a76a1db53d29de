import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { achievementEvents } from './achievement/achievement.events.js';
import { demandEvents } from './demand/demand.events.js';
import { listingEvents } from './listing/listing.events.js';

const nouns = [
  { noun: 'achievement', codec: achievementEvents },
  { noun: 'listing', codec: listingEvents },
  { noun: 'demand', codec: demandEvents },
];

describe.each(nouns)('every stored version of $noun', ({ noun, codec }) => {
  const folder = join(import.meta.dirname, noun, 'fixtures');
  const fixtures = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

  it('has a fixture', () => expect(fixtures.sort()).toEqual([...codec.storedNames].sort()));
  it.each(fixtures)('%s decodes, and nothing of it is lost', (storedName) => {
    const stored = JSON.parse(readFileSync(join(folder, `${storedName}.json`), 'utf8')) as { type: string; data: unknown };
    expect(stored.type).toBe(storedName);
    const again = codec.encode(codec.decode(stored) as never);
    // fields that came later are filled in, none is left out or changed
    expect(again).toMatchObject(stored as never);
    expect(codec.encode(codec.decode(again) as never)).toEqual(again);
  });
});
