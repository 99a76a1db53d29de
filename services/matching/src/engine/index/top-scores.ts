/** The k-th largest of the first `count` numbers, which change their order; k is at most `count`. */
export const kthLargest = (numbers: Float32Array, count: number, k: number): number => {
  let [left, right] = [0, count - 1];
  const target = k - 1;
  while (left < right) {
    const pivot = numbers[(left + right) >>> 1]!;
    let [i, j] = [left, right];
    while (i <= j) {
      while (numbers[i]! > pivot) i += 1;
      while (numbers[j]! < pivot) j -= 1;
      if (i > j) break;
      const other = numbers[i]!;
      numbers[i++] = numbers[j]!;
      numbers[j--] = other;
    }
    if (target <= j) right = j;
    else if (target >= i) left = i;
    else break;
  }
  return numbers[target]!;
};

/** Keeps the k largest numbers offered, so that the k-th largest is known; what is below it is refused at once. */
export interface TopScores {
  /** What is at most this is not among the k largest. */
  least: number;
  count: number;
  readonly k: number;
  readonly kept: Float32Array;
}

const ROOM = 4;

export const createTopScores = (k: number, least: number): TopScores => ({
  least,
  count: 0,
  k,
  kept: new Float32Array(Math.max(64, ROOM * k)),
});

const cut = (top: TopScores): void => {
  const least = kthLargest(top.kept, top.count, top.k);
  top.count = top.k;
  if (least > top.least) top.least = least;
};

/** To be called with what is above `least`. */
export const offerScore = (top: TopScores, score: number): void => {
  top.kept[top.count++] = score;
  if (top.count === top.kept.length) cut(top);
};

/** The k-th largest score, or the least asked for when there are fewer. */
export const finishScores = (top: TopScores): number => {
  if (top.count >= top.k) cut(top);
  return top.least;
};
