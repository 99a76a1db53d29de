/** Full-width forms, ligatures and case vanish; the length may change, so positions always refer to the normalised text. */
export const normalise = (text: string): string => text.normalize('NFKC').toLowerCase();
