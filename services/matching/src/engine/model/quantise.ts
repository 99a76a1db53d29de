/** The four values of a code, for numbers of spread 1: the least error for what is distributed normally. */
export const VALUES = [-1.51, -0.453, 0.453, 1.51] as const;
const BORDER = 0.982;

const codeOf = (value: number): number => (value < 0 ? (value < -BORDER ? 0 : 1) : value < BORDER ? 2 : 3);

/** Two bits a number, four numbers a byte; the row's scale is lost. The row's length must divide by four. Used by training. @public */
export const quantised = (row: ArrayLike<number>): Uint8Array => {
  let squares = 0;
  for (let at = 0; at < row.length; at += 1) squares += (row[at] ?? 0) ** 2;
  const spread = Math.sqrt(squares / row.length) || 1;
  const codes = new Uint8Array(row.length / 4);
  for (let at = 0; at < row.length; at += 1) {
    const byte = at >> 2;
    codes[byte] = (codes[byte] ?? 0) | (codeOf((row[at] ?? 0) / spread) << (2 * (at & 3)));
  }
  return codes;
};

/** Squared length of the values of each possible byte. */
const squares = Float64Array.from({ length: 256 }, (_, byte) =>
  [0, 2, 4, 6].reduce((sum, shift) => sum + (VALUES[(byte >> shift) & 3] ?? 0) ** 2, 0),
);

/** Length of the row's values. */
export const lengthOf = (codes: Uint8Array, { start, bytes }: { start: number; bytes: number }): number => {
  let square = 0;
  for (let at = 0; at < bytes; at += 1) square += squares[codes[start + at] ?? 0] ?? 0;
  return Math.sqrt(square || 1);
};

/** Adds the row, made of length 1 and times `weight`, to `sum`. Used by training. @public */
export const addRow = (
  sum: Float32Array | Float64Array,
  codes: Uint8Array,
  { start, weight }: { start: number; weight: number },
): void => {
  const bytes = sum.length >> 2;
  const scale = weight / lengthOf(codes, { start, bytes });
  for (let at = 0; at < bytes; at += 1) {
    const byte = codes[start + at] ?? 0;
    const to = at << 2;
    sum[to] = (sum[to] ?? 0) + scale * (VALUES[(byte & 3) as 0] ?? 0);
    sum[to + 1] = (sum[to + 1] ?? 0) + scale * (VALUES[((byte >> 2) & 3) as 0] ?? 0);
    sum[to + 2] = (sum[to + 2] ?? 0) + scale * (VALUES[((byte >> 4) & 3) as 0] ?? 0);
    sum[to + 3] = (sum[to + 3] ?? 0) + scale * (VALUES[((byte >> 6) & 3) as 0] ?? 0);
  }
};
