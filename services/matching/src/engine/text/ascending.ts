import { BUCKET_SIZE, BUCKETS } from './term.js';

const starts = new Uint32Array(BUCKETS + 1);
let spread = new Float64Array(1 << 10);

/** Above this so many terms share a bucket that the general way is faster. */
const MOST = 1 << 12;

const spreadOut = (terms: Float64Array): void => {
  starts.fill(0);
  for (let at = 0; at < terms.length; at += 1) starts[((terms[at]! / BUCKET_SIZE) | 0) + 1]! += 1;
  for (let bucket = 1; bucket < BUCKETS; bucket += 1) starts[bucket]! += starts[bucket - 1]!;
  if (spread.length < terms.length) spread = new Float64Array(MOST);
  for (let at = 0; at < terms.length; at += 1) {
    const term = terms[at]!;
    spread[starts[(term / BUCKET_SIZE) | 0]!++] = term;
  }
};

/** The terms in ascending order. They are hashes, spread evenly: put into buckets by their high bits few are out of order. */
export const ascending = (terms: Float64Array): Float64Array => {
  if (terms.length > MOST) return Float64Array.from(terms).sort();
  spreadOut(terms);
  for (let at = 1; at < terms.length; at += 1) {
    const term = spread[at]!;
    let to = at;
    for (; to > 0 && spread[to - 1]! > term; to -= 1) spread[to] = spread[to - 1]!;
    spread[to] = term;
  }
  return spread.slice(0, terms.length);
};
