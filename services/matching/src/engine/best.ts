/** Keeps the best `limit` of the offered ids without an object for each: the worst kept one is at the top of a heap. */
export interface Best {
  /** What an offer must at least have to be kept: -1 while there is room. */
  readonly least: number;
  offer(score: number, id: string, place: number): void;
  /** Best first; equal scores in the order of their ids. */
  places(): { place: number; score: number }[];
}

export const best = (limit: number): Best => {
  const scores: number[] = [];
  const ids: string[] = [];
  const places: number[] = [];
  const isWorse = (a: number, b: number): boolean => {
    const [x, y] = [scores[a] ?? 0, scores[b] ?? 0];
    return x === y ? (ids[a] ?? '') > (ids[b] ?? '') : x < y;
  };
  const swap = (a: number, b: number): void => {
    [scores[a], scores[b]] = [scores[b] ?? 0, scores[a] ?? 0];
    [ids[a], ids[b]] = [ids[b] ?? '', ids[a] ?? ''];
    [places[a], places[b]] = [places[b] ?? 0, places[a] ?? 0];
  };
  const rise = (from: number): void => {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!isWorse(at, parent)) return;
      swap(at, parent);
      at = parent;
    }
  };
  const sink = (): void => {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let worst = at;
      if (left < scores.length && isWorse(left, worst)) worst = left;
      if (right < scores.length && isWorse(right, worst)) worst = right;
      if (worst === at) return;
      swap(at, worst);
      at = worst;
    }
  };
  const isBetterThanWorst = (score: number, id: string): boolean => {
    const worst = scores[0] ?? 0;
    return score === worst ? id < (ids[0] ?? '') : score > worst;
  };
  return {
    get least() {
      return scores.length < limit ? -1 : (scores[0] ?? -1);
    },
    offer: (score, id, place) => {
      if (scores.length < limit) {
        scores.push(score);
        ids.push(id);
        places.push(place);
        rise(scores.length - 1);
      } else if (limit > 0 && isBetterThanWorst(score, id)) {
        [scores[0], ids[0], places[0]] = [score, id, place];
        sink();
      }
    },
    places: () =>
      scores
        .map((_, at) => at)
        .sort((a, b) => (isWorse(a, b) ? 1 : -1))
        .map((at) => ({ place: places[at] ?? 0, score: scores[at] ?? 0 })),
  };
};
