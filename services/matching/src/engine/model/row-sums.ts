import { lengthOf, VALUES } from './quantise.js';

/** Rows of a model file that are to be added up, each made of length 1 and times its weight. */
export interface RowSum {
  add(row: number, weight: number): void;
  /** The sum, and begins anew. */
  take(): Float64Array;
}

/** The four codes of a byte, each in a byte of its own. */
const spread = Uint32Array.from(
  { length: 256 },
  (_, byte) => (byte & 3) | (((byte >> 2) & 3) << 8) | (((byte >> 4) & 3) << 16) | ((byte >> 6) << 24),
);

/** What each pair of codes adds for two rows with these factors: 16 numbers a pair of rows. */
const fillTable = (table: Float64Array, factors: Float64Array, pairs: number): void => {
  for (let pair = 0; pair < pairs; pair += 1) {
    const [first, second] = [factors[2 * pair]!, factors[2 * pair + 1]!];
    for (let codes = 0; codes < 16; codes += 1)
      table[16 * pair + codes] = first * VALUES[(codes & 3) as 0] + second * VALUES[(codes >> 2) as 0];
  }
};

interface Pairs {
  /** Where the row begins in the codes, two for each pair. */
  starts: Int32Array;
  table: Float64Array;
  count: number;
}

/** Four dimensions at a time, two rows by one look at the table. */
const addUp = (sum: Float64Array, codes: Uint8Array, { starts, table, count }: Pairs): void => {
  for (let byte = 0; 4 * byte < sum.length; byte += 1) {
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let pair = 0; pair < count; pair += 1) {
      const both = spread[codes[starts[2 * pair]! + byte]!]! | (spread[codes[starts[2 * pair + 1]! + byte]!]! << 2);
      const from = 16 * pair;
      first += table[from + (both & 15)]!;
      second += table[from + ((both >>> 8) & 15)]!;
      third += table[from + ((both >>> 16) & 15)]!;
      fourth += table[from + (both >>> 24)]!;
    }
    sum[4 * byte] = first;
    sum[4 * byte + 1] = second;
    sum[4 * byte + 2] = third;
    sum[4 * byte + 3] = fourth;
  }
};

export const createRowSum = (codes: Uint8Array, dimensions: number): RowSum => {
  const bytes = dimensions / 4;
  const lengths = Float64Array.from({ length: codes.length / bytes }, (_, row) => lengthOf(codes, { start: row * bytes, bytes }));
  const sum = new Float64Array(dimensions);
  let starts = new Int32Array(0);
  let factors = new Float64Array(0);
  let table = new Float64Array(0);
  let size = 0;
  const grow = (): void => {
    const room = Math.max(512, 2 * starts.length);
    const [oldStarts, oldFactors] = [starts, factors];
    [starts, factors, table] = [new Int32Array(room), new Float64Array(room), new Float64Array(8 * room)];
    starts.set(oldStarts);
    factors.set(oldFactors);
  };
  const add = (row: number, weight: number): void => {
    if (size + 1 >= starts.length) grow();
    starts[size] = row * bytes;
    factors[size++] = weight / lengths[row]!;
  };
  return {
    add,
    take: () => {
      if (size % 2 === 1) add(0, 0);
      fillTable(table, factors, size / 2);
      addUp(sum, codes, { starts, table, count: size / 2 });
      size = 0;
      return sum;
    },
  };
};
