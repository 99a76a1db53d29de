import { glossaryText } from './glossary.data.js';
import { stem } from './stem.js';

/** A way to write a concept. */
export interface Form {
  text: string;
  /** The stems of an English phrase; one part for Chinese. */
  parts: readonly string[];
  concept: string;
}

export interface Glossary {
  /** Chinese forms by their first character's code, the longest first. */
  han: ReadonlyMap<number, readonly Form[]>;
  /** English and mixed forms by their first stem. */
  latin: ReadonlyMap<string, readonly Form[]>;
}

const HAN_ONLY = /^\p{Script=Han}+$/u;

const addTo = <Head>(forms: Map<Head, Form[]>, head: Head, form: Form): void => {
  const known = forms.get(head) ?? [];
  forms.set(
    head,
    [...known, form].sort((a, b) => b.text.length - a.text.length),
  );
};

/** Reads lines of `english, variants = 中文, 异名`; a line without `=` is a mistake and throws. */
export const readGlossary = (text: string): Glossary => {
  const han = new Map<number, Form[]>();
  const latin = new Map<string, Form[]>();
  for (const line of text.trim().split('\n')) {
    const [english, chinese] = line.split(' = ').map((side) => side.split(', ').map((form) => form.trim()));
    const concept = english?.[0];
    if (!concept || !chinese) throw new TypeError(`no line of a glossary: ${line}`);
    for (const form of [...english, ...chinese]) {
      if (HAN_ONLY.test(form)) addTo(han, form.charCodeAt(0), { text: form, parts: [form], concept });
      else {
        const parts = form.split(' ').map(stem);
        addTo(latin, parts[0] ?? form, { text: form, parts, concept });
      }
    }
  }
  return { han, latin };
};

export const glossary = readGlossary(glossaryText);
