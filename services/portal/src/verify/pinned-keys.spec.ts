import { hasChanged, keysOfText, parsePinned } from './pinned-keys.js';

const pinned = { origin: 'log.example', keys: ['a', 'b'], since: '2026-11-24' };

describe('the keys that a browser keeps', () => {
  it('are read as they were written, and nothing else is', () => {
    expect(parsePinned(JSON.stringify(pinned))).toEqual(pinned);
    for (const text of [
      null,
      '',
      '{',
      '[]',
      '{}',
      JSON.stringify({ ...pinned, keys: [] }),
      JSON.stringify({ ...pinned, keys: [1] }),
    ])
      expect(parsePinned(text)).toBeUndefined();
  });

  it('differ from the log’s when a key or the name does, in whatever order they are named', () => {
    expect(hasChanged(pinned, { origin: 'log.example', keys: ['b', 'a'] })).toBe(false);
    expect(hasChanged(pinned, { origin: 'log.example', keys: ['a'] })).toBe(true);
    expect(hasChanged(pinned, { origin: 'log.example', keys: ['a', 'b', 'c'] })).toBe(true);
    expect(hasChanged(pinned, { origin: 'other.example', keys: ['a', 'b'] })).toBe(true);
  });

  it('are pasted one a line', () => expect(keysOfText(' a \n\nb\na\n')).toEqual(['a', 'b']));
});
