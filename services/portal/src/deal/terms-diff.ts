import type { Terms } from '@lastmile/protocol';

export interface Piece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}
export interface FieldChange {
  field: string;
  pieces: Piece[];
}

/** Sentences and list items: small enough to see the change, large enough to read it. */
const sentences = (text: string): string[] =>
  text.match(/[^。；！？，、,;.!?\n]*(?:[。；！？，、,;.!?\n]+\s*|$)/gu)?.filter(Boolean) ?? [];

/** Longest common subsequence, as lengths from each place to the end. */
const commonLengths = (before: readonly string[], after: readonly string[]): number[][] => {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const [row, next] = [lengths[i] ?? [], lengths[i + 1] ?? []];
      row[j] = before[i] === after[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
};

const joined = (pieces: readonly Piece[]): Piece[] =>
  pieces.reduce<Piece[]>((all, piece) => {
    const last = all.at(-1);
    return last?.kind === piece.kind ? [...all.slice(0, -1), { ...last, text: last.text + piece.text }] : [...all, piece];
  }, []);

/** What became of a text, piece by piece: what was removed stands before what came in its place. */
export const diffTexts = (before: string, after: string): Piece[] => {
  const [old, young] = [sentences(before), sentences(after)];
  const lengths = commonLengths(old, young);
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < young.length) {
    const [here, there] = [old[i], young[j]];
    if (here !== undefined && here === there) {
      pieces.push({ kind: 'same', text: here });
      [i, j] = [i + 1, j + 1];
    } else if (here !== undefined && (there === undefined || (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      pieces.push({ kind: 'removed', text: here });
      i += 1;
    } else {
      pieces.push({ kind: 'added', text: there ?? '' });
      j += 1;
    }
  }
  return joined(pieces);
};

const shown = (value: unknown): string => {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value) {
    return `${String(value.currency)} ${String(value.amount)}`;
  }
  return JSON.stringify(value);
};

const isWholeText = (field: string, terms: Terms): boolean =>
  typeof terms[field as keyof Terms] === 'string' && !/^(kind|licenceMode|valid)/.test(field);

/** What differs between two versions of the terms: field by field, in the order of the later one. Codes and numbers change as a whole. */
export const diffTerms = (before: Terms, after: Terms): FieldChange[] => {
  const fields = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return fields.flatMap((field) => {
    const [old, young] = [shown(before[field as keyof Terms]), shown(after[field as keyof Terms])];
    if (old === young) return [];
    if (isWholeText(field, after)) return [{ field, pieces: diffTexts(old, young) }];
    const pieces: Piece[] = [
      { kind: 'removed', text: old },
      { kind: 'added', text: young },
    ];
    return [{ field, pieces: pieces.filter(({ text }) => text !== '') }];
  });
};
