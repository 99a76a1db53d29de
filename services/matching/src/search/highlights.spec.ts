import fc from 'fast-check';
import { highlighted, SNIPPET, snippetOf } from './highlights.js';

const marks = fc.array(
  fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 10 })).map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 20 },
);

describe('a highlighted text', () => {
  it('marks the odd parts', () =>
    expect(
      highlighted('abcdefgh', [
        { start: 1, end: 3 },
        { start: 2, end: 4 },
        { start: 6, end: 7 },
      ]),
    ).toEqual(['a', 'bcd', 'ef', 'g', 'h']));
  it('is the text, whatever is marked, and marks what is to be marked', () => {
    fc.assert(
      fc.property(marks, (given) => {
        const text = 'x'.repeat(500);
        const parts = highlighted(text, given);
        expect(parts.join('')).toBe(text);
        const marked = new Set(given.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)));
        expect(parts.filter((_, at) => at % 2 === 1).join('').length).toBe(marked.size);
      }),
    );
  });
});

describe('a snippet', () => {
  const text = `${'开头的话。'.repeat(60)}锂电池的回收${'结尾的话。'.repeat(60)}`;
  const at = text.indexOf('锂电池');
  it('shows the best part, with dots for what is left out', () => {
    const parts = snippetOf(text, {
      marks: [
        { start: 0, end: 2 },
        { start: at, end: at + 3 },
        { start: at + 4, end: at + 6 },
      ],
      of: [0, 0, 1],
    });
    expect(parts.filter((_, place) => place % 2 === 1)).toEqual(['锂电池', '回收']);
    expect(parts[0]).toMatch(/^…/);
    expect(parts.at(-1)).toMatch(/…$/);
  });
  it('is never much longer than it may be, and holds what is marked in it', () => {
    fc.assert(
      fc.property(
        marks,
        fc.string({ unit: fc.constantFrom('热', '泵', '。', ' ', 'a'), minLength: 420, maxLength: 600 }),
        (given, body) => {
          const parts = snippetOf(body, { marks: given, of: given.map((_, place) => place % 3) });
          expect(parts.join('').length).toBeLessThanOrEqual(SNIPPET + 2);
          expect(body).toContain(parts.join('').replace(/^…|…$/g, ''));
          if (given.length > 0) expect(parts.length).toBeGreaterThan(1);
        },
      ),
    );
  });
});
