/** How one value of a step is asked for. `hash`: of a file that is read here and goes nowhere. `ids`: several, one a line. */
export type FieldKind = 'line' | 'text' | 'day' | 'instant' | 'money' | 'choice' | 'flag' | 'whole' | 'share' | 'ids' | 'hash';

export interface ActionField {
  /** Where the value stands in the body, such as `contents.ABSTRACT`. */
  name: string;
  kind: FieldKind;
  options?: readonly string[];
  optional?: boolean;
  /** What it begins with. */
  initial?: string;
}

export type Body = Record<string, unknown>;

/** A step that somebody can take on the contract's page: what is asked, and what is sent where. */
export interface DealAction {
  name: string;
  /** By the table that the gateway guards with; an action whose route is not there, or not for the reader, is not shown. */
  route: string;
  fields: readonly ActionField[];
  /** Sent along as it is. */
  fixed?: Readonly<Record<string, unknown>>;
  /** Puts what was asked for into the shape that the platform takes. */
  shape?: (body: Body) => Body;
}

/** What was typed, by field; flags are 'true' and 'false'. */
export type Typed = Readonly<Record<string, string>>;

const basisPointsPerPercent = 100;

export const initialOf = ({ fields }: DealAction): Typed =>
  Object.fromEntries(
    fields.map(({ name, kind, options, optional, initial }) => {
      if (initial !== undefined) return [name, initial];
      return [name, kind === 'choice' && !optional ? (options?.[0] ?? '') : ''];
    }),
  );

const patterns: Partial<Record<FieldKind, RegExp>> = {
  day: /^\d{4}-\d{2}-\d{2}$/,
  instant: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/,
  money: /^\d{1,13}(\.\d{1,2})?$/,
  whole: /^\d{1,9}$/,
  share: /^\d{1,3}(\.\d{1,2})?$/,
  hash: /^[0-9a-f]{64}$/,
};

/** The fields that keep the step from being taken: empty ones that are needed, and those of another form than they should have. */
export const faultsOf = ({ fields }: DealAction, typed: Typed): string[] =>
  fields
    .filter(({ name, kind, optional }) => {
      const text = (typed[name] ?? '').trim();
      // An empty list says that there is none.
      if (text === '') return !optional && kind !== 'ids';
      return patterns[kind]?.test(text) === false;
    })
    .map(({ name }) => name);

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,，、]/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

const withFen = (text: string): string => {
  const [yuan = '0', fen = ''] = text.split('.');
  return `${yuan}.${fen.padEnd(2, '0')}`;
};

const valueOf = (kind: FieldKind, typed: string): unknown => {
  const text = typed.trim();
  if (kind === 'ids') return linesOf(text);
  if (kind === 'flag') return text === 'true';
  if (kind === 'whole') return Number(text);
  if (kind === 'share') return Math.round(Number(text) * basisPointsPerPercent);
  if (kind === 'instant') return new Date(text).toISOString();
  return kind === 'money' ? { amount: withFen(text), currency: 'CNY' } : text;
};

const put = (body: Body, [first = '', ...rest]: string[], value: unknown): Body => ({
  ...body,
  [first]: rest.length === 0 ? value : put((body[first] as Body | undefined) ?? {}, rest, value),
});

/** The body to send: what was left empty is left out. */
export const bodyOf = ({ fields, fixed = {}, shape = (body) => body }: DealAction, typed: Typed): Body => {
  const body = fields.reduce<Body>((all, { name, kind, optional }) => {
    const text = typed[name] ?? '';
    const isLeftOut = text.trim() === '' && (kind !== 'ids' || optional === true);
    return isLeftOut ? all : put(all, name.split('.'), valueOf(kind, text));
  }, fixed);
  return shape(body);
};
