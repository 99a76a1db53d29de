import fc from 'fast-check';
import { readQuery } from './query.js';

const word = (text: string) => ({ text, isPhrase: false, isOpen: false });
const open = (text: string) => ({ text, isPhrase: false, isOpen: true });
const phrase = (text: string) => ({ text, isPhrase: true, isOpen: false });

describe('what a user typed', () => {
  it.each([
    ['锂电池', [open('锂电池')], []],
    ['锂电池 ', [word('锂电池')], []],
    ['锂电池 回收', [word('锂电池'), open('回收')], []],
    ['ＬｉＦｅＰＯ４　正极', [word('lifepo4'), open('正极')], []],
    ['"solid state" battery', [phrase('solid state'), open('battery')], []],
    ['“梯次利用”', [phrase('梯次利用')], []],
    ['「梯次利用」储能', [phrase('梯次利用'), open('储能')], []],
    ['"solid state', [word('solid'), open('state')], []],
    ['电池 -铅酸', [word('电池')], ['铅酸']],
    ['电池 －铅酸', [word('电池')], ['铅酸']],
    ['电池 不含铅酸', [word('电池')], ['铅酸']],
    ['电池 -"lead acid"', [word('电池')], ['lead acid']],
    ['电池 -铅酸 -铅酸', [word('电池')], ['铅酸']],
    ['-铅酸', [], ['铅酸']],
    ['不含甲醛', [phrase('不含甲醛')], []],
    ['不含甲醛 胶水', [open('胶水')], ['甲醛']],
    ['密封胶 -40℃', [word('密封胶'), open('-40°c')], []],
    ['PM2.5 state-of-the-art', [word('pm2.5'), open('state-of-the-art')], []],
    ['', [], []],
    ['   ', [], []],
    ['??? -- “”', [], []],
  ])('%s', (typed, wanted, unwanted) => expect(readQuery(typed)).toEqual({ wanted, unwanted }));

  it('is read without failing, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        const { wanted, unwanted } = readQuery(typed);
        for (const text of [...wanted.map((one) => one.text), ...unwanted]) expect(text.trim()).not.toBe('');
      }),
    );
  });
});
