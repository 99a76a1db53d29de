import { refuse } from '../refusal.js';

/** Strings with a step for each escape, not for each character: long ones cost no stack. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g;

/** Names of the same object, read from text that is known to be JSON. */
const hasDuplicateName = (text: string): boolean => {
  const open: Set<string>[] = [];
  let latest = '';
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      // Two spellings of one name, such as "a" and "\u0061", are the same name.
      const name = JSON.parse(latest) as string;
      const names = open.at(-1);
      if (names?.has(name)) return true;
      names?.add(name);
    } else latest = token;
  }
  return false;
};

/** The value of a JSON text in which no object has a name twice. Throws Refusal JSON_INVALID or JSON_DUPLICATE_NAME. */
export const parseJson = (text: string, where: string): unknown => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('JSON_INVALID', where);
  }
  return hasDuplicateName(text) ? refuse('JSON_DUPLICATE_NAME', where) : value;
};
