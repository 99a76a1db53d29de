import { anyCharacter, anyOf, between, exactly, namedClass, not } from './character-classes.js';
import type { Accepts } from './character-classes.js';

/** The expression uses something outside the supported part. */
export class UnsupportedExpression extends Error {}

/** One state of the automaton: consumes a character, or goes on without one. */
export interface State {
  accepts?: Accepts;
  assertion?: 'start' | 'end';
  next: State[];
}

export interface Fragment {
  entry: State;
  exit: State;
}

interface Source {
  peek(ahead?: number): string | undefined;
  take(): string;
  refuse(what: string): never;
}

const sourceOf = (text: string): Source => {
  const characters = [...text];
  let at = 0;
  const refuse = (what: string): never => {
    throw new UnsupportedExpression(`the expression "${text}" has ${what}, which this server does not support`);
  };
  const take = (): string => {
    at += 1;
    return characters[at - 1] ?? refuse('no proper end');
  };
  return { peek: (ahead = 0) => characters[at + ahead], take, refuse };
};

const single = (part: Omit<State, 'next'>): Fragment => {
  const exit: State = { next: [] };
  return { entry: { ...part, next: [exit] }, exit };
};

const repeated = (inner: Fragment, mark: string): Fragment => {
  const exit: State = { next: [] };
  const entry: State = { next: [inner.entry] };
  inner.exit.next.push(exit);
  if (mark !== '+') entry.next.push(exit);
  if (mark !== '?') inner.exit.next.push(inner.entry);
  return { entry, exit };
};

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;

const controls: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

const parseEscape = (source: Source): Accepts => {
  const character = source.take();
  const known = namedClass(character);
  if (known) return known;
  const control = controls[character];
  if (!control && /[A-Za-z0-9]/.test(character)) source.refuse(`\\${character}`);
  return exactly(codeOf(control ?? character));
};

const parseClassPart = (source: Source): Accepts => {
  const first = source.take();
  if (first === '\\') return parseEscape(source);
  if (source.peek() !== '-' || source.peek(1) === ']') return exactly(codeOf(first));
  source.take();
  const last = source.take();
  if (last === '\\' || last === '[') source.refuse('a range that ends in a class');
  return between(codeOf(first), codeOf(last));
};

const parseClass = (source: Source): Accepts => {
  const isNegated = source.peek() === '^';
  if (isNegated) source.take();
  const parts: Accepts[] = [];
  do parts.push(parseClassPart(source));
  while (source.peek() !== ']');
  source.take();
  return isNegated ? not(anyOf(...parts)) : anyOf(...parts);
};

const parseGroup = (source: Source): Fragment => {
  if (source.peek() === '?') {
    source.take();
    if (source.take() !== ':') source.refuse('a group of the kind (?…)');
  }
  const inner = parseAlternatives(source);
  if (source.peek() !== ')') source.refuse('a group without its end');
  source.take();
  return inner;
};

const parseAtom = (source: Source): Fragment => {
  const character = source.take();
  if (character === '^') return single({ assertion: 'start' });
  if (character === '$') return single({ assertion: 'end' });
  if (character === '.') return single({ accepts: anyCharacter });
  if (character === '[') return single({ accepts: parseClass(source) });
  if (character === '(') return parseGroup(source);
  if (character === '\\') return single({ accepts: parseEscape(source) });
  if ('*+?{'.includes(character)) source.refuse(`"${character}" with nothing to repeat`);
  return single({ accepts: exactly(codeOf(character)) });
};

const parseQuantified = (source: Source): Fragment => {
  let fragment = parseAtom(source);
  for (let mark = source.peek(); mark && '*+?'.includes(mark); mark = source.peek()) {
    fragment = repeated(fragment, source.take());
    // A lazy mark changes what a group captures, never whether the whole matches.
    if (source.peek() === '?') source.take();
  }
  if (source.peek() === '{') source.refuse('a counted repetition');
  return fragment;
};

const endsSequence = (character: string | undefined): boolean =>
  character === undefined || character === '|' || character === ')';

const parseSequence = (source: Source): Fragment => {
  const start: State = { next: [] };
  let exit = start;
  while (!endsSequence(source.peek())) {
    const following = parseQuantified(source);
    exit.next.push(following.entry);
    exit = following.exit;
  }
  return { entry: start, exit };
};

const parseAlternatives = (source: Source): Fragment => {
  const options = [parseSequence(source)];
  while (source.peek() === '|') {
    source.take();
    options.push(parseSequence(source));
  }
  const exit: State = { next: [] };
  for (const option of options) option.exit.next.push(exit);
  return { entry: { next: options.map((option) => option.entry) }, exit };
};

/** Builds the automaton of an expression; throws UnsupportedExpression. */
export const parseExpression = (text: string): Fragment => {
  const source = sourceOf(text);
  const whole = parseAlternatives(source);
  if (source.peek() !== undefined) source.refuse(`an unexpected "${source.peek()}"`);
  return whole;
};
