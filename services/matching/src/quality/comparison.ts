const NUMBER = '(?:\\d+(?:\\.\\d+)?|[一二两三四五六七八九十百]+)';
const PRESENT = '(?:传统|常规|现有|现行|现用|同类|一般|普通|市售|进口|国外|国产|原有|目前)';
const NUMERALS = 'one|two|three|four|five|six|seven|eight|nine|ten|twelve|a dozen|half';

const chinese = [
  '相比|相较|优于|胜过|强于|替代进口|进口替代|取代|省去|填补.{0,6}空白',
  `[比较与同和](?:于)?${PRESENT}`,
  `超过${PRESENT}`,
  // 比…低三成, but neither 性价比高 nor 比例
  '(?<![性价占对环同配之百])比(?![例表重较值率热如])[^,，。;；]{1,14}?(?:高|低|少|多|快|慢|轻|省|便宜|长|短|好|强|薄|增|减|提|降|缩|节)',
  `为[^,，。;；]{1,15}的(?:约)?(?:${NUMBER}(?:分之|倍|成)|一半)`,
  '[由从][^,，。;；]{1,14}?(?:降|减|缩|提|升|增|延)[^,，。;；]{0,4}[到至]',
  `(?:提高|提升|降低|减少|下降|缩短|节约|节省|减轻|延长|增加|增收)了?[约近]?(?:${NUMBER}(?:%|倍|成|个百分点)|一半)`,
];

const english = [
  `\\b(?:more|less|fewer|better|worse|\\w+er)\\b(?: [\\w-]+){0,4} than (?!(?:\\d|${NUMERALS})\\b)`,
  '\\bcompared (?:with|to)\\b|\\bin comparison\\b|\\boutperform|\\bsuperior to\\b|\\bunlike\\b|\\binstead of\\b|\\bin contrast\\b|\\bversus\\b|\\bvs\\b',
  '\\b(?:half|twice|double|a third|a fraction|(?:\\d+|two|three|four|five|ten) times) (?:as |that |of |the |more |less )',
  '\\d[^.;]{0,12} (?:against|instead of|rather than) \\d',
  '\\b(?:rises?|rose|falls?|fell|drops?|cuts?|saves?|reduced?s?|increased?s?|improved?s?|lowered?s?)(?: [\\w-]+){0,4}? by (?:about |some |up to |more than |over )?\\d',
];

const COMPARISON = new RegExp([...chinese, ...english].join('|'), 'iu');

/** Whether a text sets what it offers beside something else: 相比, 较传统, 比…低三成, than the conventional, half the weight. */
export const compares = (text: string): boolean => COMPARISON.test(text.normalize('NFKC'));
