import { isReadable } from './readable.js';

describe('a word to a reader', () => {
  it.each(['轴承', '三元', '多级', '千斤顶', 'MOF', '5G', '3D', 'x-ray'])('is %s', (word) => expect(isReadable(word)).toBe(true));
  it.each(['十六', '一个月', '两年', '三十多', '第二', '48h', '0.5mm', '304', 'kg', 'A', '轴'])('is not %s', (word) =>
    expect(isReadable(word)).toBe(false),
  );
});
