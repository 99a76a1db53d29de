import type { Condition, Query, Range, Scalar, Where, Write } from '../src/index.js';

type Json = Record<string, unknown> & { id: string; revision: number };

/** What the port promises, said once more in the plainest way: a map and a sort. */
export const createModel = () => {
  const rows = new Map<string, { revision: number; document?: Json }>();

  const valuesAt = (value: unknown, path: string): { scalar: Scalar; members: unknown[] } => {
    let reached: unknown[] = [value];
    let isFanned = false;
    for (const name of [...path.split('.'), undefined]) {
      reached = reached.flatMap((each) => {
        if (!Array.isArray(each)) return [each];
        isFanned = true;
        return each.filter((part) => !Array.isArray(part));
      });
      if (name !== undefined) reached = reached.flatMap((each) => (each instanceof Object ? [(each as Json)[name]] : []));
    }
    const scalars = reached.filter((each) => each !== undefined && !(each instanceof Object)) as Scalar[];
    return isFanned ? { scalar: null, members: scalars } : { scalar: scalars[0] ?? null, members: [] };
  };

  const rank = (value: Scalar): number => ['object', 'number', 'string', 'boolean'].indexOf(typeof value);
  const compare = (a: Scalar, b: Scalar): number => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
    return Number(a) - Number(b);
  };

  const inRange = (value: Scalar, { from, above, to, below }: Range): boolean => {
    const like = [from, above, to, below].find((bound) => bound !== undefined);
    if (typeof value !== typeof like) return false;
    if (from !== undefined && compare(value, from) < 0) return false;
    if (above !== undefined && compare(value, above) <= 0) return false;
    if (to !== undefined && compare(value, to) > 0) return false;
    return below === undefined || compare(value, below) < 0;
  };

  const holds = (document: Json, path: string, condition: Scalar | Condition): boolean => {
    const { scalar, members } = valuesAt(document, path);
    if (typeof condition !== 'object' || condition === null) return scalar === condition;
    if ('equals' in condition) return scalar === condition.equals;
    if ('in' in condition) return condition.in.includes(scalar);
    if ('contains' in condition) return members.includes(condition.contains);
    return inRange(scalar, condition);
  };

  const matching = (where: Where = {}): Json[] =>
    [...rows.values()].flatMap(({ document }) =>
      document && Object.entries(where).every(([path, condition]) => holds(document, path, condition)) ? [document] : [],
    );

  const find = ({ where, sort = [] }: Omit<Query, 'limit'>): Json[] => {
    const keys = [...sort, { path: 'id', direction: sort.at(-1)?.direction ?? 'asc' }];
    return matching(where).sort((a, b) => {
      for (const { path, direction } of keys) {
        const order = compare(valuesAt(a, path).scalar, valuesAt(b, path).scalar);
        if (order !== 0) return direction === 'asc' ? order : -order;
      }
      return 0;
    });
  };

  /** Answers as `replace` and `delete` do; 'taken' for a refusal by the unique path. */
  const write = (one: Write, unique?: string): boolean | 'taken' => {
    const { id, revision } = one.kind === 'replace' ? one.document : one;
    const stored = rows.get(id);
    if (revision === undefined) return stored?.document ? rows.delete(id) : false;
    if (stored && stored.revision >= revision) return false;
    const document = one.kind === 'replace' ? (JSON.parse(JSON.stringify(one.document)) as Json) : undefined;
    const claimed = document && unique ? valuesAt(document, unique).scalar : null;
    if (unique && claimed !== null && matching({ [unique]: claimed }).some((other) => other.id !== id)) return 'taken';
    rows.set(id, { revision, document });
    return one.kind === 'replace' || Boolean(stored?.document);
  };

  return { find, write, count: (where?: Where) => matching(where).length, get: (id: string) => rows.get(id)?.document };
};
