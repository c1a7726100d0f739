import { deleteAssignments, insertAfterAssignment, replaceAssignedValue } from '../documents/dotenv/edits.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import { deletePairs } from '../documents/yaml/edits.ts';
import { deleteItems } from '../documents/yaml/item-edits.ts';
import type { YamlDocument } from '../documents/yaml/nodes.ts';
import type { Range } from '../text/range.ts';
import type { TextEdit } from '../text/text-edit.ts';
import type { EnvironmentVariable, VariableHome } from './environments.ts';

/** Edits of variables, of a `.env` and of compose alike; `undefined` where the place is not of a form to edit. */
export type VariableEdits = readonly TextEdit[] | undefined;

/** Names and the like: what every reader of YAML and every shell takes as it stands. */
const SIMPLE = /^[A-Za-z][\w.@+/-]*$/u;

/** What YAML takes for something else than text. */
const MISREAD = /^(?:null|true|false|yes|no|on|off|y|n)$/iu;

/** Deletes variables of one environment with their lines. */
export function deleteVariables(
  document: KeylessDocument,
  variables: readonly EnvironmentVariable[],
): VariableEdits {
  const homes = variables.map(({ home }) => home);
  const [first] = homes;
  if (document.format === 'dotenv') {
    return deleteAssignments(
      document,
      homes.filter((home) => home.type === 'assignment').map(({ assignment }) => assignment),
    );
  }
  if (document.format !== 'yaml' || !first) return undefined;
  if (first.type === 'item') {
    return deleteItems(
      document,
      first.items,
      homes.filter((home) => home.type === 'item').map(({ index }) => index),
    );
  }
  if (first.type !== 'pair') return undefined;
  return deletePairs(
    document,
    first,
    homes.filter((home) => home.type === 'pair').map(({ entry }) => entry),
  );
}

/** Gives a variable another value, a name, in the quotes that are there. */
export function replaceVariable(
  document: KeylessDocument,
  variable: EnvironmentVariable,
  value: string,
): VariableEdits {
  const { home, valueRange } = variable;
  if (document.format === 'dotenv') {
    return home.type === 'assignment' ? replaceAssignedValue(document, home.assignment, value) : undefined;
  }
  if (document.format !== 'yaml' || !SIMPLE.test(value)) return undefined;
  if (home.type === 'item') return [{ ...valueRange, newText: value }];
  const style = home.type === 'pair' ? home.entry.scalar?.style : undefined;
  if (style === 'plain') return [{ ...valueRange, newText: MISREAD.test(value) ? `"${value}"` : value }];
  if (style !== 'single' && style !== 'double') return undefined;
  return [{ start: valueRange.start + 1, end: valueRange.end - 1, newText: value }];
}

/** Writes a variable with the value of another one behind it, in the same style. The value must be no secret. */
export function copyVariable(
  document: KeylessDocument,
  variable: EnvironmentVariable,
  name: string,
): VariableEdits {
  const { home, value } = variable;
  if (document.format === 'dotenv') {
    return home.type === 'assignment' && typeof value === 'string'
      ? insertAfterAssignment(document, home.assignment, [{ name, value }])
      : undefined;
  }
  if (document.format !== 'yaml' || !document.editable) return undefined;
  const own = ownRange(home);
  if (!own) return undefined;
  const { text } = document.source;
  const { nameRange } = variable;
  const copy = text.slice(own.start, nameRange.start) + name + text.slice(nameRange.end, own.end);
  if (/[\r\n]/u.test(copy)) return undefined;
  return isInFlow(home)
    ? [{ start: own.end, end: own.end, newText: `, ${copy}` }]
    : insertBelow(document, own, copy);
}

/** From the first to the last character that belongs to the variable. */
function ownRange(home: VariableHome): Range | undefined {
  if (home.type === 'item') return home.items[home.index]?.range;
  if (home.type !== 'pair') return undefined;
  return { start: home.entry.keyRange.start, end: home.entry.valueRange.end };
}

function isInFlow(home: VariableHome): boolean {
  if (home.type === 'item') return home.items[home.index]?.dashColumn === undefined;
  return home.type === 'pair' && home.entry.inFlow;
}

/** On a line of its own, in the same indentation; a comment behind the other one stays there. */
function insertBelow({ source }: YamlDocument, { start, end }: Range, copy: string): VariableEdits {
  const { lines, text, eol } = source;
  const indent = text.slice(lines.lineStart(lines.positionAt(start).line), start);
  const lineEnd = lines.lineEnd(lines.positionAt(end).line);
  const isAlone = /^ *$/u.test(indent) && /^[ \t]*(?:#.*)?$/u.test(text.slice(end, lineEnd));
  return isAlone ? [{ start: lineEnd, end: lineEnd, newText: eol + indent + copy }] : undefined;
}
