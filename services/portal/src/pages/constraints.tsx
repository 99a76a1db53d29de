import type { Constraint } from '@lastmile/protocol';
import { useWords } from '../parts/words.js';
import { constraintInWords } from '../search/value-words.js';

/** What keeps a pair apart, a sentence each. */
export const Constraints = ({ constraints }: { constraints: readonly Constraint[] }) => {
  const words = useWords();
  return (
    <ul className="constraints">
      {constraints.map((constraint) => (
        <li key={`${constraint.name} ${constraint.side}`}>{constraintInWords(words, constraint)}</li>
      ))}
    </ul>
  );
};
