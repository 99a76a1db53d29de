import { createLately } from './lately.js';
import type { Figures } from './pair/numbers.js';
import { figuresOf } from './pair/numbers.js';
import type { Subject } from './subject.js';
import type { TextVector } from './text/text-vector.js';
import { vectorOf } from './text/text-vector.js';

/** One fact has its record held against searches, indexed, ranked and explained, each time as another object with the same text. */
const MOST_TEXTS = 64;

/** Remembered as long as the object lives, and for the last texts, whichever object they come in. */
const remembered = <Given extends Subject, Value>(
  make: (subject: Given) => Value,
  nameOf: (subject: Given) => string,
): ((subject: Given) => Value) => {
  const byObject = new WeakMap<Given, { value: Value }>();
  const byText = createLately<{ value: Value }>(MOST_TEXTS);
  return (subject) => {
    const known = byObject.get(subject) ?? byText.of(nameOf(subject), () => ({ value: make(subject) }));
    byObject.set(subject, known);
    return known.value;
  };
};

const textOf = ({ title, body }: Subject): string => `${title}\n${body}`;

/** The terms of a text; not to be changed. */
export const vectorFor: (subject: Subject) => TextVector = remembered(vectorOf, textOf);

/** The figures of a record; not to be changed. */
export const figuresFor: (subject: Subject) => Figures = remembered(
  figuresOf,
  (subject) => `${textOf(subject)}\n${JSON.stringify(subject.indicators)}`,
);
