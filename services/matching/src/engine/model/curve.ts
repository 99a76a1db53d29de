/** Points of a rising line, by their place. */
export type Curve = readonly (readonly [number, number])[];

/** Between the points linear; level before the first and after the last. */
export const along = (curve: Curve, place: number): number => {
  const next = curve.findIndex(([x]) => x >= place);
  if (next === 0) return curve[0]?.[1] ?? 0;
  if (next < 0) return curve.at(-1)?.[1] ?? 0;
  const [from, to] = [curve[next - 1] ?? [0, 0], curve[next] ?? [0, 0]];
  return from[1] + ((to[1] - from[1]) * (place - from[0])) / (to[0] - from[0]);
};
