// What an index keeps, in bytes a text by part, from the typed arrays themselves; the room for growing counts.

const bytesOf = (...arrays) => arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);

const partsOf = (shelf) => ({
  postings: bytesOf(...shelf.lists.slabs),
  lists: bytesOf(shelf.lists.lists),
  dense: bytesOf(shelf.dense),
  norms: bytesOf(...shelf.norms, shelf.titles, shelf.lengths, shelf.flags),
  columns: bytesOf(...Object.values(shelf.columns)),
  ids: bytesOf(shelf.ids.slots, shelf.addresses),
  records: bytesOf(...shelf.records.slabs),
});

const sumsOf = ({ planes, otherTitle, ownTitle }) => [
  otherTitle,
  ownTitle,
  ...planes.flatMap(({ title, whole }) => [title, whole]),
];

/** `index` is without the stored records, `all` with them. */
export const memoryOf = ({ vocabulary, shelves, space, matches }) => {
  const { keys, slots, squares, groups, across } = vocabulary;
  const parts = {
    ...partsOf(shelves[0]),
    terms: bytesOf(keys, slots, squares, groups, across),
    questions: bytesOf(space.scores, ...sumsOf(space.sums), matches.scores, matches.marks, matches.found),
  };
  const { size } = shelves[0];
  const each = Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, Math.round(bytes / size)]));
  const all = Object.values(each).reduce((sum, bytes) => sum + bytes, 0);
  return { ...each, index: all - each.records, all };
};
