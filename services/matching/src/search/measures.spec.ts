import { normalise } from '../engine/normalise.js';
import { holdsMeasures } from './measures.js';

describe('numbers and units in a text', () => {
  it.each([
    ['20 kn', '额定载荷20kN', true],
    ['20kn', '额定载荷 20 kN，行程 5 mm', true],
    ['20 kn', '额定载荷120 kN', false],
    ['20 kn', '额定载荷20.5 kN', false],
    ['20 kn', '20 台设备，载荷 5 kN', false],
    ['20 kn 5 mm', '行程5mm，载荷20kN', true],
    ['150 c', '使用温度150℃', true],
    ['6061', '6061-T6铝合金', true],
    ['6061', '16061', false],
    ['304', '304L不锈钢', true],
    ['3', '3D打印', false],
    ['3', '第3代', true],
    ['kw', '25kW机组', true],
    ['kw', 'kwh', false],
    ['1.5', '误报率1.5%', true],
    ['1.5', '11.5', false],
    ['25 6', '6 到 25', true],
  ])('%s in %s: %s', (words, text, isHeld) => expect(holdsMeasures(words.split(' '))(normalise(text))).toBe(isHeld));

  it('are looked for as they are written, whatever they hold', () => {
    for (const word of ['a.b', 'c/c', 'c++', '(', '#1', 'μm', '-&-']) expect(holdsMeasures([word])(` ${word} `)).toBe(true);
    expect(holdsMeasures(['a.b'])('axb')).toBe(false);
  });
});
