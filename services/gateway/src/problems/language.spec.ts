import { languageOf } from './language.js';

it.each([
  [undefined, 'zh-CN'],
  ['', 'zh-CN'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['en-GB,en;q=0.9,zh;q=0.5', 'en'],
  ['fr, de', 'zh-CN'],
  ['fr, en;q=0.1', 'en'],
  ['en;q=0', 'zh-CN'],
  ['*', 'zh-CN'],
  ['en, *', 'zh-CN'],
  ['EN', 'en'],
])('%s is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
