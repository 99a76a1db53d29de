import { createLately } from './lately.js';

describe('what was asked for lately', () => {
  it('is made once, as long as it is kept', () => {
    const lately = createLately<string>(2);
    const made: string[] = [];
    const ask = (name: string): string =>
      lately.of(name, () => {
        made.push(name);
        return name.toUpperCase();
      });
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) expect(ask(name)).toBe(name.toUpperCase());
    expect(made).toEqual(['a', 'b', 'c', 'b']);
    lately.forget('b');
    ask('b');
    expect(made).toEqual(['a', 'b', 'c', 'b', 'b']);
  });
});
