import { sequencesFrom } from './sequences.js';

describe('sequences', () => {
  it('go on from the last known one', () => {
    const sequences = sequencesFrom(7);
    expect(sequences.settled()).toBe(7);
    expect(sequences.begin()).toBe(8);
  });
  it('settle only up to the oldest open one', () => {
    const sequences = sequencesFrom(0);
    const [a, b, c] = [sequences.begin(), sequences.begin(), sequences.begin()];
    sequences.end(b);
    expect(sequences.settled()).toBe(0);
    sequences.end(a);
    expect(sequences.settled()).toBe(b);
    sequences.end(c);
    expect(sequences.settled()).toBe(c);
  });
});
