// Left singular vectors of a large sparse square matrix by randomised power iteration (Halko, Martinsson, Tropp 2011).
import { normalFrom, randomFrom } from './random.js';

/** matrix x block: `block` holds `width` numbers a row. */
const times = ({ size, rowStarts, columns, values }, block, width) => {
  const product = new Float32Array(size * width);
  for (let row = 0; row < size; row += 1) {
    const to = row * width;
    for (let at = rowStarts[row]; at < rowStarts[row + 1]; at += 1) {
      const [from, value] = [columns[at] * width, values[at]];
      for (let k = 0; k < width; k += 1) product[to + k] += value * block[from + k];
    }
  }
  return product;
};

/** transposed matrix x block */
const transposedTimes = ({ size, rowStarts, columns, values }, block, width) => {
  const product = new Float32Array(size * width);
  for (let row = 0; row < size; row += 1) {
    const from = row * width;
    for (let at = rowStarts[row]; at < rowStarts[row + 1]; at += 1) {
      const [to, value] = [columns[at] * width, values[at]];
      for (let k = 0; k < width; k += 1) product[to + k] += value * block[from + k];
    }
  }
  return product;
};

const gram = (block, width) => {
  const sums = new Float64Array(width * width);
  for (let row = 0; row < block.length; row += width)
    for (let i = 0; i < width; i += 1) {
      const value = block[row + i];
      const to = i * width;
      for (let j = 0; j <= i; j += 1) sums[to + j] += value * block[row + j];
    }
  for (let i = 0; i < width; i += 1) for (let j = i + 1; j < width; j += 1) sums[i * width + j] = sums[j * width + i];
  return sums;
};

/** Lower triangle L with L x Lt = the matrix. */
const cholesky = (matrix, width) => {
  const lower = new Float64Array(width * width);
  for (let i = 0; i < width; i += 1)
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i * width + j];
      for (let k = 0; k < j; k += 1) sum -= lower[i * width + k] * lower[j * width + k];
      lower[i * width + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j * width + j];
    }
  return lower;
};

/** Makes the columns orthonormal, in place; once more when asked, for what rounding left. */
const orthonormal = (block, width, rounds = 1) => {
  for (let round = 0; round < rounds; round += 1) {
    const lower = cholesky(gram(block, width), width);
    for (let row = 0; row < block.length; row += width)
      for (let i = 0; i < width; i += 1) {
        let sum = block[row + i];
        for (let k = 0; k < i; k += 1) sum -= block[row + k] * lower[i * width + k];
        block[row + i] = sum / lower[i * width + i];
      }
  }
  return block;
};

/** Eigenvectors of a symmetric matrix by Jacobi's rotations, the largest eigenvalue first, one a column. */
export const eigenvectors = (symmetric, width) => {
  const a = Float64Array.from(symmetric);
  const vectors = new Float64Array(width * width);
  for (let i = 0; i < width; i += 1) vectors[i * width + i] = 1;
  const rotate = (matrix, p, q, [c, s], byRow) => {
    for (let k = 0; k < width; k += 1) {
      const [x, y] = byRow ? [p * width + k, q * width + k] : [k * width + p, k * width + q];
      const [one, other] = [matrix[x], matrix[y]];
      matrix[x] = c * one - s * other;
      matrix[y] = s * one + c * other;
    }
  };
  for (let sweep = 0; sweep < 12; sweep += 1)
    for (let p = 0; p < width; p += 1)
      for (let q = p + 1; q < width; q += 1) {
        const off = a[p * width + q];
        if (Math.abs(off) < 1e-12 * Math.sqrt(Math.abs(a[p * width + p] * a[q * width + q])) + 1e-300) continue;
        const theta = (a[q * width + q] - a[p * width + p]) / (2 * off);
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        rotate(a, p, q, [c, t * c], false);
        rotate(a, p, q, [c, t * c], true);
        rotate(vectors, p, q, [c, t * c], false);
      }
  const order = Array.from({ length: width }, (_, i) => i).sort((i, j) => a[j * width + j] - a[i * width + i]);
  return { vectors, order, values: order.map((i) => a[i * width + i]) };
};

/** The first `dimensions` left singular vectors, `dimensions` numbers a row of the matrix. */
export const leftVectors = (matrix, { dimensions, iterations = 4, seed }) => {
  const width = Math.min(matrix.size, dimensions + 10);
  const normal = normalFrom(randomFrom(seed));
  const start = Float32Array.from({ length: matrix.size * width }, normal);
  let block = orthonormal(times(matrix, start, width), width);
  for (let round = 0; round < iterations; round += 1) {
    const back = orthonormal(transposedTimes(matrix, block, width), width);
    block = orthonormal(times(matrix, back, width), width, round === iterations - 1 ? 2 : 1);
  }
  const small = gram(transposedTimes(matrix, block, width), width);
  const { vectors, order } = eigenvectors(small, width);
  const kept = Math.min(dimensions, width);
  const left = new Float32Array(matrix.size * kept);
  for (let row = 0; row < matrix.size; row += 1)
    for (let k = 0; k < kept; k += 1) {
      let sum = 0;
      for (let i = 0; i < width; i += 1) sum += block[row * width + i] * vectors[i * width + order[k]];
      left[row * kept + k] = sum;
    }
  return { left, dimensions: kept };
};
