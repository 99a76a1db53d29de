import type { ReactNode } from 'react';

export type Tone = 'plain' | 'brand' | 'green' | 'amber' | 'blue' | 'grey';

/** A word in a box; its colour only repeats what the word says. */
export const Tag = ({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) => (
  <span className={`tag tag-${tone}`}>{children}</span>
);
