/** Texts by keys as two runs of characters and a hash table over them: read from a file it needs no building. */
export interface PackedTexts {
  keys: string;
  /** Where each key ends; one more than there are keys, the first is 0. */
  keyEnds: Uint32Array;
  values: string;
  valueEnds: Uint32Array;
  /** Open addressing: a key's number plus one, 0 where nothing is. */
  slots: Uint32Array;
}

/** As a map of texts that does not change. */
export interface TextTable extends Iterable<[key: string, value: string]> {
  readonly size: number;
  get(key: string): string | undefined;
}

const hashOf = (key: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
};

const endsOf = (texts: readonly string[]): Uint32Array => {
  const ends = new Uint32Array(texts.length + 1);
  texts.forEach((text, at) => (ends[at + 1] = (ends[at] ?? 0) + text.length));
  return ends;
};

export const packTexts = (texts: ReadonlyMap<string, string>): PackedTexts => {
  const [keys, values] = [[...texts.keys()], [...texts.values()]];
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * keys.length + 2)));
  keys.forEach((key, number) => {
    let at = hashOf(key) % slots.length;
    while (slots[at] !== 0) at = (at + 1) % slots.length;
    slots[at] = number + 1;
  });
  return { keys: keys.join(''), keyEnds: endsOf(keys), values: values.join(''), valueEnds: endsOf(values), slots };
};

export const textTable = ({ keys, keyEnds, values, valueEnds, slots }: PackedTexts): TextTable => {
  const size = keyEnds.length - 1;
  const keyAt = (number: number): string => keys.slice(keyEnds[number], keyEnds[number + 1]);
  const valueAt = (number: number): string => values.slice(valueEnds[number], valueEnds[number + 1]);
  const isAt = (number: number, key: string): boolean => {
    const start = keyEnds[number] ?? 0;
    return (keyEnds[number + 1] ?? 0) - start === key.length && keys.startsWith(key, start);
  };
  return {
    size,
    get: (key) => {
      for (let at = hashOf(key) % slots.length; ; at = (at + 1) % slots.length) {
        const number = (slots[at] ?? 0) - 1;
        if (number < 0) return undefined;
        if (isAt(number, key)) return valueAt(number);
      }
    },
    *[Symbol.iterator]() {
      for (let number = 0; number < size; number += 1) yield [keyAt(number), valueAt(number)];
    },
  };
};
