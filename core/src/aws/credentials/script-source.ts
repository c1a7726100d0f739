import { sourceOfValue, type Lookup, type ValueSource } from '../ci/value-source.ts';
import { partOfVariable } from '../credential-names.ts';

/**
 * Where a value in the script of a GitHub workflow comes from: a shell's variable may be one of the step's, which the
 * file defines. The variables of AWS themselves are told where they are defined, and are `computed` here.
 */
export function sourceInScript(text: string, lookup: Lookup): ValueSource {
  const name = shellVariable(text);
  return name !== undefined && partOfVariable(name) !== undefined
    ? 'computed'
    : sourceThroughShell(text, lookup);
}

/** The same, with AWS's own variables followed like all others. */
export function sourceThroughShell(text: string, lookup: Lookup): ValueSource {
  const name = shellVariable(text);
  if (name === undefined) return sourceOfValue(text, lookup);
  const defined = lookup(name);
  return defined !== undefined && sourceOfValue(defined, lookup) === 'stored-secret'
    ? 'stored-secret'
    : 'computed';
}

function shellVariable(text: string): string | undefined {
  return /^\$(?:\{(\w+)\}|env:(\w+)|(\w+))$/u.exec(text.trim())?.slice(1).find(Boolean);
}
