/** A text in parts: those at odd places are marked. Plain text, never markup. */
export type Highlighted = string[];

/** What is marked, in the text as it is written. */
export interface Mark {
  start: number;
  end: number;
}

export interface Marks {
  marks: readonly Mark[];
  /** Which words of the query each mark is of, in the order of `marks`. */
  of: readonly number[];
}

export const SNIPPET = 160;

/** Overlapping and touching marks become one. */
const joined = (marks: readonly Mark[]): Mark[] => {
  const kept: Mark[] = [];
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else kept.push({ start, end });
  }
  return kept;
};

export const highlighted = (text: string, marks: readonly Mark[]): Highlighted => {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of joined(marks)) {
    parts.push(text.slice(at, start), text.slice(start, end));
    at = end;
  }
  return [...parts, text.slice(at)];
};

const BREAK = /[\s。，；！？、,.;!?]/u;

/** Moves an edge a little so that it cuts no word. */
const edge = (text: string, at: number, step: 1 | -1): number => {
  if (at <= 0 || at >= text.length) return Math.min(Math.max(at, 0), text.length);
  for (let moved = 0; moved < 12; moved += 1) {
    const place = at + step * moved;
    if (BREAK.test(text[place - 1] ?? ' ')) return place;
  }
  return at;
};

/** The window with most different words of the query, then most marks, then the first. */
const bestStart = ({ marks, of }: Marks, length: number): number => {
  let best = { start: 0, words: 0, count: 0 };
  marks.forEach(({ start }, first) => {
    const within = marks.flatMap((mark, at) => (mark.start >= start && mark.end <= start + SNIPPET - 20 ? [at] : []));
    const words = new Set(within.map((at) => of[at])).size;
    if (words > best.words || (words === best.words && within.length > best.count && words > 0))
      best = { start: marks[first]?.start ?? 0, words, count: within.length };
  });
  return Math.max(0, Math.min(best.start - 20, length - SNIPPET));
};

/** The best part of a text, some 160 characters, with its marks; dots stand for what is left out. */
export const snippetOf = (text: string, found: Marks): Highlighted => {
  if (text.length <= SNIPPET) return highlighted(text, found.marks);
  const ordered = found.marks
    .map((mark, at) => ({ mark, of: found.of[at] ?? 0 }))
    .sort((a, b) => a.mark.start - b.mark.start || a.mark.end - b.mark.end);
  const sorted = { marks: ordered.map(({ mark }) => mark), of: ordered.map((one) => one.of) };
  const start = edge(text, bestStart(sorted, text.length), 1);
  const end = edge(text, start + SNIPPET, -1);
  const [before, after] = [start > 0 ? '…' : '', end < text.length ? '…' : ''];
  const inside = sorted.marks
    .filter((mark) => mark.start >= start && mark.end <= end)
    .map((mark) => ({ start: mark.start - start + before.length, end: mark.end - start + before.length }));
  return highlighted(`${before}${text.slice(start, end)}${after}`, inside);
};
