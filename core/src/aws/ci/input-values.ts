import { isMap } from 'yaml';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument, YamlScalar } from '../../documents/yaml/nodes.ts';
import {
  childEntries,
  childItems,
  entriesOf,
  entryNamed,
  findEntry,
  valueOf,
} from '../../documents/yaml/path.ts';
import { safeName, type SafeText } from '../../secret/safe-text.ts';
import type { Range } from '../../text/range.ts';
import { inputPlace } from './credentials-action.ts';
import { isOneExpression, readExpressions, type Expression, type ExpressionReference } from './expression.ts';
import { envMapsOf, variableOf } from './steps.ts';
import type { WorkflowStep } from './workflow.ts';

/** A text that an input of a step gets in some run, where it is written. */
export interface WrittenValue {
  readonly text: string;
  readonly scalar: YamlScalar;
  /** The key under which it stands: the input, a variable, a name of the matrix. */
  readonly name: SafeText;
  readonly keyRange: Range;
  /** An edit would change other places too. */
  readonly shared: boolean;
}

/** A value with its key, whether it is a pair of a map or an item of a list below it. */
type Place = Pick<YamlEntry, 'key' | 'keyRange' | 'scalar' | 'shared'>;

/** A variable may be made of an input's default; no file needs more steps than these. */
const LONGEST_TRACE = 4;

/**
 * The texts that an input of the credentials action may get: the one in `with:` or in the variable that the action
 * takes instead, or what stands behind an expression that only names a variable, a name of the matrix or an input with
 * a default. Secrets, and what only the run knows, are left out.
 */
export function inputValues(step: WorkflowStep, name: string): readonly WrittenValue[] {
  const place = inputPlace(step, name);
  return place ? valuesOf(step, place, LONGEST_TRACE) : [];
}

function valuesOf(step: WorkflowStep, place: Place, depth: number): readonly WrittenValue[] {
  const { scalar, key, keyRange, shared } = place;
  const text = typeof scalar?.text === 'string' ? scalar.text.trim() : '';
  if (!scalar || text === '' || depth === 0) return [];
  const expressions = readExpressions(text);
  if (expressions.length === 0) {
    return [{ text, scalar, name: safeName(key), keyRange, shared: shared || step.shared }];
  }
  const reference = isOneExpression(text) ? plainReference(expressions[0]) : undefined;
  return reference ? placesBehind(step, reference).flatMap((one) => valuesOf(step, one, depth - 1)) : [];
}

/** The one name that an expression consists of. */
function plainReference(expression: Expression | undefined): ExpressionReference | undefined {
  const [reference] = expression?.references ?? [];
  return expression?.simple === true && reference?.dynamic === false ? reference : undefined;
}

function placesBehind(step: WorkflowStep, { context, path }: ExpressionReference): readonly Place[] {
  const [name = ''] = path;
  switch (context) {
    case 'env': {
      const entry = variableOf(envMapsOf(step), name);
      return entry ? [entry] : [];
    }
    case 'matrix':
      return matrixValues(step, path);
    case 'inputs':
      return defaultsOf(step.job.workflow.document, name);
    default:
      return [];
  }
}

/** The values of a name of the matrix: of its list, and of the rows that `include` adds. */
function matrixValues({ job }: WorkflowStep, path: readonly string[]): readonly Place[] {
  const { document } = job.workflow;
  const [name = '', ...rest] = path;
  const strategy = childEntries(document, entryNamed(job.entries, 'strategy'));
  const matrix = childEntries(document, entryNamed(strategy, 'matrix'));
  const list = entryNamed(matrix, name);
  const rows = childItems(document, entryNamed(matrix, 'include')).flatMap(
    (row) => entryNamed(entriesOf(document, valueOf(row)), name) ?? [],
  );
  const items = list ? childItems(document, list).map((item) => ({ ...item, ...keyOf(list) })) : [];
  return [...items, ...rows].flatMap((one) => below(document, one, rest));
}

function keyOf({ key, keyRange }: YamlEntry): Pick<YamlEntry, 'key' | 'keyRange'> {
  return { key, keyRange };
}

/** Goes down from a value by names. */
function below(
  document: YamlDocument,
  place: Place & Pick<YamlEntry, 'node'>,
  path: readonly string[],
): readonly Place[] {
  let at: (Place & Pick<YamlEntry, 'node'>) | undefined = place;
  for (const name of path) {
    if (!at || !isMap(at.node)) return [];
    at = entryNamed(entriesOf(document, { node: at.node, shared: at.shared }), name);
  }
  return at ? [at] : [];
}

/** The default of an input, of a workflow or an action. */
function defaultsOf(document: YamlDocument, name: string): readonly Place[] {
  const paths = [
    ['on', 'workflow_call', 'inputs', name, 'default'],
    ['on', 'workflow_dispatch', 'inputs', name, 'default'],
    ['inputs', name, 'default'],
  ];
  return paths.flatMap((path) => {
    const found = findEntry(document, path);
    return found ? [{ key: name, keyRange: found.keyRange, scalar: found.scalar, shared: found.shared }] : [];
  });
}
