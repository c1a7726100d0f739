import type { CiScript } from '../aws/credentials/ci-script.ts';
import { placesIn } from '../documents/yaml/block-scalar.ts';
import { deleteItem } from '../documents/yaml/item-edits.ts';
import { readText } from '../documents/yaml/scalars.ts';
import { replaceLines } from '../text/line-edits.ts';
import { range, type Range } from '../text/range.ts';
import { applyEdits, type TextEdit } from '../text/text-edit.ts';
import { changeTexts, yamlConfirms } from './verify-yaml.ts';

/**
 * Takes a line out of a script, or the whole command where it is an item of a list. `place` are offsets in the script.
 * `undefined` where nothing would be left, or where other places would change.
 */
export function deleteCommand(script: CiScript, place: Range): readonly TextEdit[] | undefined {
  if (script.shared) return undefined;
  const text = readText(script.scalar.text, (one) => one);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 1 ? deleteLine(script, text, place) : deleteListItem(script, text);
}

/** Replaces some characters of a script, which stand on one line of it. */
export function replaceInScript(
  script: CiScript,
  place: Range,
  newText: string,
): readonly TextEdit[] | undefined {
  const places = placesIn(script.document.source, script.scalar);
  if (script.shared || !places.exact) return undefined;
  const text = readText(script.scalar.text, (one) => one);
  const edits = [{ ...places.rangeOf(place.start, place.end), newText }];
  const after = text.slice(0, place.start) + newText + text.slice(place.end);
  return confirmed(script, edits, text, after);
}

function deleteLine(script: CiScript, text: string, place: Range): readonly TextEdit[] | undefined {
  const { document, scalar } = script;
  const places = placesIn(document.source, scalar);
  if (!places.exact || scalar.style !== 'literal') return undefined;
  const { lines } = document.source;
  const { line } = lines.positionAt(places.rangeOf(place.start, place.end).start);
  const whole = range(lines.lineStart(line), lines.lineStart(line + 1));
  const start = text.lastIndexOf('\n', place.start - 1) + 1;
  const end = text.indexOf('\n', place.end);
  const after = text.slice(0, start) + (end === -1 ? '' : text.slice(end + 1));
  return confirmed(script, replaceLines(document.source, [whole], []), text, after);
}

function deleteListItem(script: CiScript, text: string): readonly TextEdit[] | undefined {
  const edits = script.list && deleteItem(script.document, script.list.items, script.list.index);
  return edits && confirmed(script, edits, text, undefined);
}

/** Another parser has to read the file as before, but for this one script. */
function confirmed(
  { document }: CiScript,
  edits: readonly TextEdit[],
  before: string,
  after: string | undefined,
): readonly TextEdit[] | undefined {
  const { text } = document.source;
  let changed = 0;
  const reads = yamlConfirms(text, applyEdits(text, edits), (tree) => {
    changed = changeTexts(tree, before, after);
  });
  return reads && changed === 1 ? edits : undefined;
}
