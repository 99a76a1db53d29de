/** The expression uses something outside the supported part. */
export class UnsupportedExpression extends Error {}

type Accepts = (code: number) => boolean;

/** One state of the automaton: consumes a character, or goes on without one. */
interface State {
  accepts?: Accepts;
  assertion?: 'start' | 'end';
  next: State[];
}

interface Fragment {
  entry: State;
  exit: State;
}

const state = (): State => ({ next: [] });

const joined = (first: Fragment, second: Fragment): Fragment => {
  first.exit.next.push(second.entry);
  return { entry: first.entry, exit: second.exit };
};

const single = (part: Partial<State>): Fragment => {
  const exit = state();
  return { entry: { ...part, next: [exit] }, exit };
};

const repeated = (inner: Fragment, { atLeastOnce, atMostOnce }: { atLeastOnce: boolean; atMostOnce: boolean }): Fragment => {
  const entry = state();
  const exit = state();
  entry.next.push(inner.entry);
  inner.exit.next.push(exit);
  if (!atLeastOnce) entry.next.push(exit);
  if (!atMostOnce) inner.exit.next.push(inner.entry);
  return { entry, exit };
};

const between =
  (from: string, to: string): Accepts =>
  (code) =>
    code >= (from.codePointAt(0) ?? 0) && code <= (to.codePointAt(0) ?? 0);
const anyOf =
  (...all: Accepts[]): Accepts =>
  (code) =>
    all.some((accepts) => accepts(code));
const not =
  (accepts: Accepts): Accepts =>
  (code) =>
    !accepts(code);
const exactly =
  (wanted: number): Accepts =>
  (code) =>
    code === wanted;

const digit = between('0', '9');
const word = anyOf(digit, between('a', 'z'), between('A', 'Z'), exactly(0x5f));
const space = (code: number): boolean => /\s/u.test(String.fromCodePoint(code));
const anything: Accepts = (code) => code !== 0x0a;

const classes: Record<string, Accepts> = { d: digit, D: not(digit), w: word, W: not(word), s: space, S: not(space) };
const controls: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

const createParser = (source: string) => {
  const characters = [...source];
  let at = 0;
  const peek = (): string | undefined => characters[at];
  const take = (): string => {
    const character = characters[at];
    if (character === undefined) throw new UnsupportedExpression(`the expression "${source}" ends too early`);
    at += 1;
    return character;
  };
  const refuse = (what: string): never => {
    throw new UnsupportedExpression(`the expression "${source}" uses ${what}, which this server does not support`);
  };

  const escaped = (): Accepts => {
    const character = take();
    const known = classes[character];
    if (known) return known;
    if (/[A-Za-z0-9]/.test(character) && !(character in controls)) refuse(`\\${character}`);
    return exactly((controls[character] ?? character).codePointAt(0) ?? 0);
  };

  const classPart = (): Accepts => {
    const first = take();
    if (first === '\\') return escaped();
    if (peek() !== '-' || characters[at + 1] === ']') return exactly(first.codePointAt(0) ?? 0);
    take();
    const last = take();
    if (last === '\\' || last === '[') refuse('a range that ends in a class');
    return between(first, last);
  };

  const characterClass = (): Accepts => {
    const isNegated = peek() === '^';
    if (isNegated) take();
    const parts: Accepts[] = [];
    do parts.push(classPart());
    while (peek() !== ']');
    take();
    return isNegated ? not(anyOf(...parts)) : anyOf(...parts);
  };

  const group = (): Fragment => {
    if (peek() === '?') {
      take();
      if (take() !== ':') refuse('a group with (?…) other than (?:…)');
    }
    const inner = alternatives();
    if (peek() !== ')') refuse('a group without its end');
    take();
    return inner;
  };

  const atom = (): Fragment => {
    const character = take();
    if (character === '^') return single({ assertion: 'start' });
    if (character === '$') return single({ assertion: 'end' });
    if (character === '.') return single({ accepts: anything });
    if (character === '[') return single({ accepts: characterClass() });
    if (character === '(') return group();
    if (character === '\\') return single({ accepts: escaped() });
    if ('*+?{'.includes(character)) refuse(`"${character}" without something to repeat, or a counted repetition`);
    return single({ accepts: exactly(character.codePointAt(0) ?? 0) });
  };

  const quantified = (): Fragment => {
    let fragment = atom();
    for (let mark = peek(); mark !== undefined && '*+?'.includes(mark); mark = peek()) {
      take();
      // A lazy mark changes what a group captures, never whether the whole matches.
      if (peek() === '?') take();
      fragment = repeated(fragment, { atLeastOnce: mark === '+', atMostOnce: mark === '?' });
    }
    if (peek() === '{') refuse('a counted repetition');
    return fragment;
  };

  const sequence = (): Fragment => {
    const start = state();
    let fragment: Fragment = { entry: start, exit: start };
    while (peek() !== undefined && peek() !== '|' && peek() !== ')') fragment = joined(fragment, quantified());
    return fragment;
  };

  const alternatives = (): Fragment => {
    const options = [sequence()];
    while (peek() === '|') {
      take();
      options.push(sequence());
    }
    const exit = state();
    for (const option of options) option.exit.next.push(exit);
    return { entry: { next: options.map((option) => option.entry) }, exit };
  };

  return (): Fragment => {
    const whole = alternatives();
    if (peek() !== undefined) refuse(`an unexpected "${peek()}"`);
    return whole;
  };
};

const longestExpression = 512;

/**
 * Compiles a filter expression to a test that runs in time proportional to the text, whatever the expression: states are
 * followed side by side, so nothing backtracks. Supports literals, `.`, classes, groups, `|`, `*`, `+`, `?`, `^`, `$`, and
 * the escapes `\d \w \s`; throws UnsupportedExpression for the rest. Finds a match anywhere unless anchored.
 */
export const compileExpression = (source: string): ((text: string) => boolean) => {
  if (source.length > longestExpression)
    throw new UnsupportedExpression(`the expression is longer than ${longestExpression} characters`);
  const { entry, exit } = createParser(source)();

  const follow = (from: State, reached: Set<State>, edge: { isStart: boolean; isEnd: boolean }): void => {
    const open = [from];
    for (let current = open.pop(); current; current = open.pop()) {
      if (reached.has(current)) continue;
      if (current.assertion === 'start' && !edge.isStart) continue;
      if (current.assertion === 'end' && !edge.isEnd) continue;
      reached.add(current);
      if (!current.accepts) open.push(...current.next);
    }
  };

  return (text) => {
    const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
    let reached = new Set<State>();
    for (let index = 0; index <= codes.length; index += 1) {
      const edge = { isStart: index === 0, isEnd: index === codes.length };
      follow(entry, reached, edge);
      if (reached.has(exit)) return true;
      const code = codes[index];
      if (code === undefined) return false;
      const following = new Set<State>();
      const nextEdge = { isStart: false, isEnd: index + 1 === codes.length };
      for (const current of reached) {
        if (current.accepts?.(code)) for (const next of current.next) follow(next, following, nextEdge);
      }
      reached = following;
    }
    return false;
  };
};
