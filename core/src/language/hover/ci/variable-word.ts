import { findAwsVariable } from '../../../aws/aws-variables.ts';
import { findTokenVariable } from '../../../aws/ci/token-variables.ts';
import type { YamlDocument } from '../../../documents/yaml/nodes.ts';
import type { Range } from '../../../text/range.ts';
import type { PlacedTarget, VariableView } from './ci-target.ts';

/** No variable that something is known of has a longer name; it bounds what is looked at of a line without blanks. */
const LONGEST_NAME = 100;

/** Whether something can be said of a variable by its name. */
export function isKnownVariable(name: string): boolean {
  return findAwsVariable(name) !== undefined || findTokenVariable(name) !== undefined;
}

/** The variable whose name stands at an offset of a script, a command or an expression. */
export function variableWordAt(
  { source: { text } }: YamlDocument,
  within: Range,
  offset: number,
  seenFrom: VariableView,
): PlacedTarget | undefined {
  const from = Math.max(within.start, offset - LONGEST_NAME);
  const before = /\w*$/u.exec(text.slice(from, offset))?.[0] ?? '';
  const after = /^\w*/u.exec(text.slice(offset, Math.min(within.end, offset + LONGEST_NAME)))?.[0] ?? '';
  const name = before + after;
  if (!isKnownVariable(name)) return undefined;
  const start = offset - before.length;
  return { about: { type: 'variable', name, seenFrom }, range: { start, end: start + name.length } };
}
