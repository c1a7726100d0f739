import { safe } from '../../secret/safe-text.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { SessionLimit } from './template.ts';

/** Where a limit is told, and whose it is; a parameter's default with the property that takes it. */
export function placeOfLimit({ form, owner, range, reference }: SessionLimit) {
  const message = safe`${form.name} of ${owner} takes this value where none is given`;
  return { range, anchor: owner, related: reference ? [{ range: reference, message }] : [] };
}

/** The edits that write another limit, in the quotes that are there; none where that would break or change other places. */
export function limitEdits(
  { form, editable }: SessionLimit,
  seconds: number,
): readonly (readonly TextEdit[])[] {
  return editable ? [[{ ...editable, newText: form.write(seconds) }]] : [];
}
