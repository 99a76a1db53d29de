// How well scores order judged pairs, and how well three thresholds make levels of them.

export const ranksOf = (values) => {
  const order = values.map((_, at) => at).sort((a, b) => values[a] - values[b]);
  const ranks = new Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]] === values[order[from]]) to += 1;
    for (let at = from; at <= to; at += 1) ranks[order[at]] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
};

/** Chance that one of `good` is above one of `bad`; ties half. Undefined without both. */
export const auc = (good, bad) => {
  if (good.length === 0 || bad.length === 0) return undefined;
  const ranks = ranksOf([...good, ...bad]);
  const sum = ranks.slice(0, good.length).reduce((total, rank) => total + rank, 0);
  return (sum - (good.length * (good.length + 1)) / 2) / (good.length * bad.length);
};

const pearson = (x, y) => {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  x.forEach((value, at) => {
    xy += (value - mx) * (y[at] - my);
    xx += (value - mx) ** 2;
    yy += (y[at] - my) ** 2;
  });
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
};

export const spearman = (x, y) => pearson(ranksOf(x), ranksOf(y));

const gainOf = (level) => 2 ** (level - 1) - 1;
const DEPTH = 10;
const discount = (rank) => (rank < DEPTH ? 1 / Math.log2(rank + 2) : 0);

/** nDCG of the first ten, tied scores averaged; undefined when there is nothing to gain. */
export const ndcg = (rows) => {
  const ideal = rows
    .map(({ level }) => gainOf(level))
    .sort((a, b) => b - a)
    .reduce((sum, gain, rank) => sum + gain * discount(rank), 0);
  if (ideal === 0) return undefined;
  const sorted = [...rows].sort((a, b) => b.score - a.score);
  let total = 0;
  for (let from = 0; from < Math.min(DEPTH, sorted.length);) {
    let to = from;
    while (to + 1 < sorted.length && sorted[to + 1].score === sorted[from].score) to += 1;
    let [gains, discounts] = [0, 0];
    for (let at = from; at <= to; at += 1) {
      gains += gainOf(sorted[at].level);
      discounts += discount(at);
    }
    total += (gains / (to - from + 1)) * discounts;
    from = to + 1;
  }
  return total / ideal;
};

/** Thresholds of least absolute error: the exact isotonic median regression. Infinity for a level that is never given. */
export const fitThresholds = (rows) => {
  const counts = new Map();
  for (const { score, level } of rows) {
    if (!counts.has(score)) counts.set(score, [0, 0, 0, 0]);
    counts.get(score)[level - 1] += 1;
  }
  const scores = [...counts.keys()].sort((a, b) => a - b);
  let best = [0, 0, 0, 0];
  const origins = [];
  for (const score of scores) {
    const [from, next] = [[], []];
    for (let given = 0; given < 4; given += 1) {
      let least = given;
      for (let before = given - 1; before >= 0; before -= 1) if (best[before] <= best[least]) least = before;
      from.push(least);
      next.push(best[least] + counts.get(score).reduce((sum, count, judged) => sum + count * Math.abs(judged - given), 0));
    }
    origins.push(from);
    best = next;
  }
  let level = best.indexOf(Math.min(...best));
  const levels = new Array(scores.length);
  for (let at = scores.length - 1; at >= 0; at -= 1) {
    levels[at] = level;
    level = origins[at][level];
  }
  return [1, 2, 3].map((wanted) => {
    const at = levels.findIndex((given) => given >= wanted);
    if (at < 0) return Infinity;
    return at === 0 ? -Infinity : (scores[at - 1] + scores[at]) / 2;
  });
};

export const levelOf = (score, thresholds) => 1 + thresholds.filter((threshold) => score >= threshold).length;

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

export const groupedBy = (rows, key) => {
  const groups = new Map();
  for (const row of rows) {
    if (!groups.has(row[key])) groups.set(row[key], []);
    groups.get(row[key]).push(row);
  }
  return groups;
};

const isGood = ({ level }) => level >= 3;
const isBad = ({ level }) => level === 1;
const scoresOf = (rows) => rows.map(({ score }) => score);
const aucOf = (rows) => auc(scoresOf(rows.filter(isGood)), scoresOf(rows.filter(isBad)));

/** Rows of {rid, level, score, given}: `given` is the level that thresholds fitted on other demands gave. */
export const orderFigures = (rows) => {
  const demands = [...groupedBy(rows, 'rid').values()];
  const known = (values) => values.filter((value) => value !== undefined);
  const figures = {
    auc: aucOf(rows),
    auc_in_demand: mean(known(demands.map(aucOf))),
    spearman: spearman(
      scoresOf(rows),
      rows.map(({ level }) => level),
    ),
    ndcg10: mean(known(demands.map(ndcg))),
    score: 1 / (1 + mean(rows.map(({ level, given }) => Math.abs(level - given)))),
  };
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number((value ?? NaN).toFixed(4))]));
};
