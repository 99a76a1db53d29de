/** Numbers the changes of the index, and knows up to which one all are done. */
export interface Sequences {
  /** The number of a change that begins. */
  begin(): number;
  /** It is done, or given up: then it comes again with a number of its own. */
  end(sequence: number): void;
  /** Every change up to this one is done. */
  settled(): number;
}

export const sequencesFrom = (last: number): Sequences => {
  const open = new Set<number>();
  let newest = last;
  return {
    begin: () => {
      newest += 1;
      open.add(newest);
      return newest;
    },
    end: (sequence) => void open.delete(sequence),
    settled: () => (open.size === 0 ? newest : Math.min(...open) - 1),
  };
};
