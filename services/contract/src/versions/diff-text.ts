export interface TextPart {
  kind: 'SAME' | 'REMOVED' | 'ADDED';
  text: string;
}

/** Words, runs of white space, and every other character (so each Chinese one) by itself. */
const tokensOf = (text: string): string[] => text.match(/[\p{Script=Latin}\p{N}]+|\s+|./gsu) ?? [];

/** More cells than this are not compared: the whole middle counts as replaced. */
const mostCells = 4_000_000;

/** `length[i][j]`: the longest common run of tokens of what follows i and j. */
const commonLengths = (before: readonly string[], after: readonly string[]): Uint16Array[] => {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = rows[i] as Uint16Array;
      const below = rows[i + 1] as Uint16Array;
      row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  return rows;
};

const middleParts = (before: readonly string[], after: readonly string[]): TextPart[] => {
  const whole: TextPart[] = [
    { kind: 'REMOVED', text: before.join('') },
    { kind: 'ADDED', text: after.join('') },
  ];
  if (before.length * after.length > mostCells || before.length === 0 || after.length === 0) return whole;
  const lengths = commonLengths(before, after);
  const parts: TextPart[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [own, other] = [before[i], after[j]];
    if (own !== undefined && own === other) {
      parts.push({ kind: 'SAME', text: own });
      i += 1;
      j += 1;
    } else if (other === undefined || (own !== undefined && (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      parts.push({ kind: 'REMOVED', text: own ?? '' });
      i += 1;
    } else {
      parts.push({ kind: 'ADDED', text: other });
      j += 1;
    }
  }
  return parts;
};

const joined = (parts: readonly TextPart[]): TextPart[] => {
  const result: TextPart[] = [];
  for (const { kind, text } of parts) {
    const last = result.at(-1);
    if (text === '') continue;
    if (last?.kind === kind) last.text += text;
    else result.push({ kind, text });
  }
  return result;
};

/** What stayed, went and came: the texts of SAME and REMOVED are `before`, those of SAME and ADDED are `after`. */
export const diffText = (before: string, after: string): TextPart[] => {
  const [old, now] = [tokensOf(before), tokensOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  return joined([
    { kind: 'SAME', text: old.slice(0, start).join('') },
    ...middleParts(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    { kind: 'SAME', text: old.slice(old.length - end).join('') },
  ]);
};
