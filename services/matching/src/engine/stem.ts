const VOWEL = /[aeiouy]/;

const withoutPlural = (word: string): string => {
  if (word.length < 4 || !word.endsWith('s') || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return /(sses|xes|ches|shes|zes)$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
};

const withoutSuffix = (word: string, suffix: string): string | undefined => {
  if (!word.endsWith(suffix)) return undefined;
  const rest = word.slice(0, -suffix.length);
  if (rest.length < 3 || !VOWEL.test(rest)) return undefined;
  const last = rest.at(-1) ?? '';
  const isDoubled = last === rest.at(-2) && !'lsz'.includes(last);
  return isDoubled ? rest.slice(0, -1) : rest;
};

const withoutSilentE = (word: string): string => (word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word);

/**
 * Light English stemming: plural, -ing, -ed, -isation and a silent e go, nothing else, so that a stem stays close to its word.
 * @example stem('coatings') // 'coat'
 */
export const stem = (word: string): string => {
  const spelt = withoutPlural(word)
    .replace(/isation$/, 'ization')
    .replace(/is(e|ed|ing)$/, 'iz$1');
  return withoutSilentE(withoutSuffix(spelt, 'ing') ?? withoutSuffix(spelt, 'ed') ?? spelt);
};
