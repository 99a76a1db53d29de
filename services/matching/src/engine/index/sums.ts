/** What the texts of a shelf share with a question, by place: products of one group, of the titles and of the whole texts. */
interface Plane {
  title: Float64Array;
  whole: Float64Array;
}

/** All 0 between questions. Within a script there are two groups; across, one. */
export interface Sums {
  readonly planes: [Plane, Plane];
  /** Squares of the question's terms that the text's title holds, and of the terms of the question's title that the text holds. */
  otherTitle: Float64Array;
  ownTitle: Float64Array;
}

const createPlane = (places: number): Plane => ({ title: new Float64Array(places), whole: new Float64Array(places) });

export const createSums = (): Sums => ({
  planes: [createPlane(0), createPlane(0)],
  otherTitle: new Float64Array(0),
  ownTitle: new Float64Array(0),
});

export const reserveSums = (sums: Sums, { size, capacity }: { size: number; capacity: number }): void => {
  if (sums.ownTitle.length >= size) return;
  sums.planes.splice(0, 2, createPlane(capacity), createPlane(capacity));
  sums.otherTitle = new Float64Array(capacity);
  sums.ownTitle = new Float64Array(capacity);
};

export const forgetSums = ({ planes, otherTitle, ownTitle }: Sums, size: number): void => {
  for (const numbers of [otherTitle, ownTitle, ...planes.flatMap(({ title, whole }) => [title, whole])]) numbers.fill(0, 0, size);
};
