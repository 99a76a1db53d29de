import { randomFrom, shuffled } from './random.js';

export const FOLDS = 10;

/** Fold of each demand, the same for the same demands. */
export const foldsOf = (ids) => new Map(shuffled([...new Set(ids)].sort(), randomFrom(3)).map((id, at) => [id, at % FOLDS]));

/** `fit(training rows)` gives a function from a row to what is predicted; every row is predicted by one that saw no pair of its demand. */
export const outOfFold = (rows, folds, fit) => {
  const predicted = new Array(rows.length);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const predict = fit(rows.filter(({ rid }) => folds.get(rid) !== fold));
    rows.forEach((row, at) => {
      if (folds.get(row.rid) === fold) predicted[at] = predict(row);
    });
  }
  return predicted;
};
