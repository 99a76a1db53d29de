/** Ids by small whole numbers, which are used again when they are free. */
export interface Numbering {
  placeFor(id: string): number;
  placeOf(id: string): number | undefined;
  /** The place that the id had. */
  free(id: string): number | undefined;
  idAt(place: number): string;
  /** Ids by place; an empty one where a place is free. */
  serialise(): string[];
}

/** Free places are taken from the lowest on when it is loaded, from the last freed on afterwards. */
export const createNumbering = (stored: readonly string[] = []): Numbering => {
  const ids = [...stored];
  const places = new Map<string, number>();
  const free: number[] = [];
  ids.forEach((id, place) => (id === '' ? free.push(place) : places.set(id, place)));
  free.reverse();
  return {
    placeFor: (id) => {
      const known = places.get(id);
      if (known !== undefined) return known;
      const place = free.pop() ?? ids.length;
      ids[place] = id;
      places.set(id, place);
      return place;
    },
    placeOf: (id) => places.get(id),
    free: (id) => {
      const place = places.get(id);
      if (place === undefined) return undefined;
      places.delete(id);
      ids[place] = '';
      free.push(place);
      return place;
    },
    idAt: (place) => ids[place] ?? '',
    serialise: () => [...ids],
  };
};
