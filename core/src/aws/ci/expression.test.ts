import { describe, expect, it } from 'vitest';
import {
  comparedReferences,
  isOneExpression,
  readCondition,
  readExpressions,
  referencesIn,
} from './expression.ts';

/** References as short texts; `?` marks a computed index. */
function short(text: string): readonly string[] {
  return referencesIn(text).map(({ context, path, dynamic }) =>
    [context, ...path, ...(dynamic ? ['?'] : [])].join('.'),
  );
}

describe('readExpressions', () => {
  it.each([
    ['${{ secrets.X }}', ['secrets.X']],
    ['${{secrets.X}}', ['secrets.X']],
    ['${{ SECRETS.X }}', ['secrets.X']],
    ["${{ secrets['X'] }}", ['secrets.X']],
    ["${{ vars [ 'it''s' ] }}", ["vars.it's"]],
    ['a ${{ vars.A }}-${{ env.B }} b', ['vars.A', 'env.B']],
    ['${{ steps.a-b.outputs.c_d }}', ['steps.a-b.outputs.c_d']],
    ['${{ secrets[matrix.name] }}', ['secrets.?', 'matrix.name']],
    ["${{ secrets[format('X_{0}', inputs.stage)] }}", ['secrets.?', 'inputs.stage']],
    [
      "${{ github.ref == 'refs/heads/main' && secrets.A || secrets.B }}",
      ['github.ref', 'secrets.A', 'secrets.B'],
    ],
    ["${{ format('}} {0}', secrets.A) }} x }}", ['secrets.A']],
    ['${{ toJSON(secrets) }}', ['secrets']],
    ['${{ needs.*.result }}', ['needs.*.result']],
    ['${{ true && null }}', []],
    ['${{ secrets.X', []],
    ['$ {{ secrets.X }}', []],
    ['', []],
  ])('finds the references of %j', (text, expected) => {
    expect(short(text)).toEqual(expected);
  });

  it('tells simple expressions and literals', () => {
    expect(readExpressions('${{ secrets.X }}')[0]?.simple).toBe(true);
    expect(readExpressions("${{ secrets.X || 'it''s' }}")[0]).toMatchObject({
      simple: false,
      literals: ["it's"],
    });
    expect(readExpressions('x ${{ a.b }} y')[0]).toMatchObject({ start: 2, end: 12 });
  });

  it('stays linear in unclosed and nested text', () => {
    expect(readExpressions('${{ '.repeat(100_000))).toEqual([]);
    expect(readExpressions(`\${{ ${'a['.repeat(50_000)} }}`)[0]?.references.length).toBe(50_000);
  });
});

describe('isOneExpression', () => {
  it.each([
    [' ${{ a.b }} ', true],
    ['${{ a.b }}x', false],
    ['${{ a.b }}${{ c.d }}', false],
    ['x', false],
  ])('%j: %s', (text, expected) => expect(isOneExpression(text)).toBe(expected));
});

describe('readCondition', () => {
  it.each([
    ["env.X != ''", ['env']],
    ["${{ env.X != '' }}", ['env']],
    ["always() && ${{ secrets.X }} != ''", ['secrets']],
  ])('reads %j', (text, expected) => {
    expect(readCondition(text).references.map(({ context }) => context)).toEqual(expected);
  });
});

describe('comparedReferences', () => {
  it('reads only what is compared or chosen', () => {
    const text = "a: ${{ secrets.A }}\nb: ${{ secrets.B != '' }}\nc: ${{ x.y && secrets.C || '' }}\n";
    expect(comparedReferences(text).map(({ path }) => path[0])).toEqual(['B', 'y', 'C']);
  });
});
