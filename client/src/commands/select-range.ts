import type { SelectRangeArgument } from '@keyless/server/protocol';
import { Range, Uri, window, workspace } from 'vscode';

/** Selects the placeholder that a fix has left, so that the next key typed replaces it. */
export async function selectRange({ uri, range }: SelectRangeArgument): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri));
  const { start, end } = range;
  await window.showTextDocument(document, {
    selection: new Range(start.line, start.character, end.line, end.character),
  });
}

/** Whether an argument from a code action is one: any extension may call a command with anything. */
export function isSelectRangeArgument(value: unknown): value is SelectRangeArgument {
  if (!isRecord(value) || typeof value['uri'] !== 'string') return false;
  const range = value['range'];
  return isRecord(range) && isPosition(range['start']) && isPosition(range['end']);
}

function isPosition(value: unknown): boolean {
  return isRecord(value) && Number.isInteger(value['line']) && Number.isInteger(value['character']);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
