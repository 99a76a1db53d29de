export type Language = 'zh' | 'en';

/** Chinese unless the environment asks for English. */
export const readLanguage = (environment: Readonly<Record<string, string | undefined>> = process.env): Language => {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^en([_.-]|$)/i.test(locale) ? 'en' : 'zh';
};
