// Which terms stand near each other more often than by chance: positive pointwise mutual information as a sparse matrix.

/** Terms that are in at least so many sequences, as numbers; the sequences in these numbers with a gap of -1 between texts. */
export const numbered = (sequences, { leastOf, gap }) => {
  const counts = new Map();
  for (const sequence of sequences) for (const term of new Set(sequence)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const terms = [...counts]
    .filter(([term, count]) => count >= leastOf(term))
    .map(([term]) => term)
    .sort((a, b) => a - b);
  const numbers = new Map(terms.map((term, at) => [term, at]));
  const length = sequences.reduce((sum, sequence) => sum + sequence.length + gap, 0);
  const flat = new Int32Array(length).fill(-1);
  let at = 0;
  for (const sequence of sequences) {
    for (const term of sequence) {
      const number = numbers.get(term);
      if (number !== undefined) flat[at++] = number;
    }
    at += gap;
  }
  return { terms, texts: terms.map((term) => counts.get(term)), flat: flat.subarray(0, at) };
};

const placesByTerm = (flat, size) => {
  const starts = new Int32Array(size + 1);
  for (const term of flat) if (term >= 0) starts[term + 1] += 1;
  for (let at = 0; at < size; at += 1) starts[at + 1] += starts[at];
  const places = new Int32Array(starts[size]);
  const next = starts.slice();
  flat.forEach((term, at) => {
    if (term >= 0) places[next[term]++] = at;
  });
  return { starts, places };
};

/** Rows of the symmetric matrix of weighted counts; nearer neighbours count more. */
export const countNeighbours = ({ flat, terms }, window) => {
  const size = terms.length;
  const { starts, places } = placesByTerm(flat, size);
  const weights = Float32Array.from({ length: window + 1 }, (_, distance) => 1 / (1 + 0.15 * distance));
  const sums = new Float64Array(size);
  const touched = new Int32Array(size);
  const rowStarts = new Float64Array(size + 1);
  let [columns, values, filled] = [new Int32Array(1 << 22), new Float32Array(1 << 22), 0];
  for (let term = 0; term < size; term += 1) {
    let found = 0;
    for (let at = starts[term]; at < starts[term + 1]; at += 1) {
      const place = places[at];
      const last = Math.min(flat.length - 1, place + window);
      for (let near = Math.max(0, place - window); near <= last; near += 1) {
        const other = flat[near];
        if (other < 0 || other === term) continue;
        if (sums[other] === 0) touched[found++] = other;
        sums[other] += weights[Math.abs(near - place)];
      }
    }
    if (filled + found > columns.length) {
      const [oldColumns, oldValues] = [columns, values];
      columns = new Int32Array(2 * (filled + found));
      values = new Float32Array(2 * (filled + found));
      columns.set(oldColumns);
      values.set(oldValues);
    }
    for (const other of touched.subarray(0, found).sort()) {
      columns[filled] = other;
      values[filled++] = sums[other];
      sums[other] = 0;
    }
    rowStarts[term + 1] = filled;
  }
  return { size, rowStarts, columns: columns.subarray(0, filled), values: values.subarray(0, filled) };
};

/** Frequent neighbours count as if they were rarer, by this power, which keeps rare pairs from ruling. */
const SMOOTHING = 0.75;

/** In place of the counts: ln(p(a, b) / (p(a) p(b)^0.75)), positive ones alone. */
export const positiveInformation = ({ size, rowStarts, columns, values }) => {
  const sums = new Float64Array(size);
  for (let row = 0; row < size; row += 1) for (let at = rowStarts[row]; at < rowStarts[row + 1]; at += 1) sums[row] += values[at];
  const smooth = sums.map((sum) => sum ** SMOOTHING);
  const all = smooth.reduce((total, one) => total + one, 0);
  const starts = new Float64Array(size + 1);
  let kept = 0;
  for (let row = 0; row < size; row += 1) {
    for (let at = rowStarts[row]; at < rowStarts[row + 1]; at += 1) {
      const information = Math.log((values[at] * all) / (sums[row] * smooth[columns[at]]));
      if (!(information > 0)) continue;
      columns[kept] = columns[at];
      values[kept++] = information;
    }
    starts[row + 1] = kept;
  }
  return { size, rowStarts: starts, columns: columns.subarray(0, kept), values: values.subarray(0, kept) };
};
