import type { CiScript } from '../aws/credentials/ci-script.ts';
import type { PassThrough } from '../aws/ci/pass-through.ts';
import type { InputPassThrough } from '../aws/ci/pass-through-inputs.ts';
import type { WorkflowStep } from '../aws/ci/workflow.ts';
import type { Environment, EnvironmentVariable } from '../aws/environments.ts';
import { placesIn } from '../documents/yaml/block-scalar.ts';
import { insertPairsAfter } from '../documents/yaml/edits.ts';
import type { YamlDocument } from '../documents/yaml/nodes.ts';
import { readEntry } from '../aws/ci/steps.ts';
import { insertLines } from '../text/line-edits.ts';
import type { SourceText } from '../text/source-text.ts';
import { applyEdits, type TextEdit } from '../text/text-edit.ts';
import { replaceInScript } from './delete-command.ts';
import { changeTexts, mapIn, yamlConfirms, type YamlMap } from './verify-yaml.ts';

/** The option for the token, behind that for the secret. */
export function addToCommand(script: CiScript, { end, token }: PassThrough): readonly TextEdit[] | undefined {
  return token === undefined ? undefined : replaceInScript(script, { start: end, end }, ` ${token}`);
}

/** The token as a line of its own behind that of the secret, in the form in which the secret is passed. */
export function addToEnvironment(
  document: YamlDocument,
  { path }: Environment,
  secret: EnvironmentVariable,
): readonly TextEdit[] | undefined {
  const { lines, text } = document.source;
  const { line } = lines.positionAt(secret.nameRange.start);
  const written = text.slice(lines.lineStart(line), lines.lineEnd(line));
  const [, own = ''] =
    /^([ \t]*(?:-[ \t]+)?["']?AWS_SECRET_ACCESS_KEY\b[^#,[\]]*?)[ \t]*(?:[ \t]#.*)?$/u.exec(written) ?? [];
  if (own === '') return undefined;
  const added = own
    .replaceAll('AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN')
    // Nobody has to have a token.
    .replace(/\$\{AWS_SESSION_TOKEN(?::?[-?][^}]*)?\}/u, '${AWS_SESSION_TOKEN:-}');
  const next = line + 1 < lines.lineCount ? lines.lineStart(line + 1) : text.length;
  const edits = [insertLines(document.source, next, [added])];
  const confirmed = yamlConfirms(text, applyEdits(text, edits), (tree) => {
    addToTree(tree, path, added);
  });
  return confirmed ? edits : undefined;
}

function addToTree(tree: YamlMap, path: readonly string[], added: string): void {
  const holder = mapIn(tree, path.slice(0, -1));
  const environment = holder[path.at(-1) ?? ''];
  const [, name = '', sign = '', rest = ''] =
    /^[ \t]*(?:-[ \t]+)?["']?(\w+)["']?[ \t]*([:=]?)[ \t]*(.*?)["']?$/u.exec(added) ?? [];
  const value = rest.replaceAll(/^["']|["']$/gu, '');
  if (Array.isArray(environment)) {
    const at = environment.findIndex((one) => String(one).startsWith('AWS_SECRET_ACCESS_KEY'));
    environment.splice(at + 1, 0, sign === '=' ? `${name}=${value}` : name);
  } else {
    mapIn(tree, path)[name] = rest === '' || rest === 'null' || rest === '~' ? null : value;
  }
}

/** A line in the text of an input, or an input of its own. */
export function addToInputs(
  step: WorkflowStep,
  { entry, line, input }: InputPassThrough,
): readonly TextEdit[] | undefined {
  const { document } = step.job.workflow;
  if (step.shared || entry.shared) return undefined;
  if (input) return insertPairsAfter(document, entry, [input]);
  const { scalar } = entry;
  if (!line || scalar?.style !== 'literal') return undefined;
  const places = placesIn(document.source, scalar);
  if (!places.exact) return undefined;
  const { text } = document.source;
  const place = places.rangeOf(line.after - 1, line.after).start;
  const edits = [lineBelow(document.source, place, line.text.trim())];
  const before = readEntry(entry, (one) => one);
  const after = `${before.slice(0, line.after)}\n${line.text}${before.slice(line.after)}`;
  let found = 0;
  const confirmed = yamlConfirms(text, applyEdits(text, edits), (tree) => {
    found = changeTexts(tree, before, after);
  });
  return confirmed && found === 1 ? edits : undefined;
}

/** A new line below that of a place, indented like it. */
function lineBelow(source: SourceText, place: number, content: string): TextEdit {
  const { lines, text } = source;
  const at = lines.positionAt(place).line;
  const indent = /^[ \t]*/u.exec(text.slice(lines.lineStart(at)))?.[0] ?? '';
  const next = at + 1 < lines.lineCount ? lines.lineStart(at + 1) : text.length;
  return insertLines(source, next, [indent + content]);
}
