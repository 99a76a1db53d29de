import fc from 'fast-check';
import { UnsupportedExpression } from './expression-parser.js';
import { compileExpression } from './regular-expression.js';

const literal = fc.constantFrom('a', 'b', 'c', '-', '$', '1');
const atom: fc.Arbitrary<string> = fc.oneof(
  literal.map((text) => (text === '$' ? '\\$' : text)),
  fc.constantFrom('.', '[ab]', '[^a]', '[a-c1-]', '\\d', '\\w', '\\W', '^', '$'),
);
const mark = fc.constantFrom('', '', '*', '+', '?', '*?');
const quantified = fc.tuple(atom, mark).map(([text, quantifier]) => (text === '^' || text === '$' ? text : text + quantifier));
const sequence = fc.array(quantified, { maxLength: 5 }).map((parts) => parts.join(''));
const grouped = fc.tuple(sequence, sequence, mark).map(([one, two, quantifier]) => `(?:${one}|${two})${quantifier}`);
const expression = fc.tuple(sequence, grouped, sequence).map((parts) => parts.join(''));
const text = fc.array(literal, { maxLength: 8 }).map((parts) => parts.join(''));

describe('a filter expression', () => {
  it('matches what the regular expressions of the language match', () => {
    fc.assert(
      fc.property(expression, text, (source, subject) => {
        expect(compileExpression(source)(subject)).toBe(new RegExp(source, 'u').test(subject));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['^[^$].*', 'ContractSigned', true],
    ['^[^$].*', '$metadata', false],
    ['^[0-9]*_regex_filter_[A-z]*$', '17_regex_filter_end', true],
    ['^[0-9]*_regex_filter_[A-z]*$', '17_regex_filter_9', false],
    ['^contract-|^ledger-', 'ledger-1', true],
    ['^合同', '合同-1', true],
  ])('%s on %s', (source, subject, matches) => expect(compileExpression(source)(subject)).toBe(matches));

  it('takes time in proportion to the text where backtracking would never end', () => {
    expect(compileExpression('^(a*)*(a|aa)+b$')('a'.repeat(5_000))).toBe(false);
  });

  it.each(['a{2}', '(?=a)', '(?<n>a)', '\\1', '\\bword', '\\p{L}', '[a', '(a', 'a)', '*a', 'a'.repeat(600)])(
    'refuses %s',
    (source) => expect(() => compileExpression(source)).toThrow(UnsupportedExpression),
  );
});
