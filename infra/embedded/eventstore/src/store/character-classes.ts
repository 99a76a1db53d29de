/** Whether a character, by its code point, is wanted. */
export type Accepts = (code: number) => boolean;

export const between =
  (from: number, to: number): Accepts =>
  (code) =>
    code >= from && code <= to;

export const anyOf =
  (...all: Accepts[]): Accepts =>
  (code) =>
    all.some((accepts) => accepts(code));

export const not =
  (accepts: Accepts): Accepts =>
  (code) =>
    !accepts(code);

export const exactly =
  (wanted: number): Accepts =>
  (code) =>
    code === wanted;

const matching =
  (expression: RegExp): Accepts =>
  (code) =>
    expression.test(String.fromCodePoint(code));

const [digit, word, space] = [matching(/\d/u), matching(/\w/u), matching(/\s/u)];

/** What a dot stands for: no line ends. */
export const anyCharacter: Accepts = matching(/./u);

const classes: Record<string, Accepts> = { d: digit, D: not(digit), w: word, W: not(word), s: space, S: not(space) };

/** The class behind the letter of an escape, or undefined. */
export const namedClass = (letter: string): Accepts | undefined => classes[letter];
