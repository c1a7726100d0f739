import { addBlocks, deleteSection } from '../documents/ini/edits.ts';
import { linesOfSection } from '../documents/ini/merge-sections.ts';
import type { IniDocument, IniSection } from '../documents/ini/nodes.ts';
import { looksSecret } from '../secret/secret-names.ts';
import { SecretValue } from '../secret/secret-value.ts';
import { changedText, type FileChange } from '../text/file-change.ts';
import { applyEdits, type TextEdit } from '../text/text-edit.ts';
import type { RewriteContext } from './rewrite.ts';
import { changeOfConfig, configOf } from './target-config.ts';
import { iniGains } from './verify-ini.ts';

/** A section that leaves the document under judgement for the config file. */
export interface SectionMove {
  readonly edits: readonly TextEdit[];
  readonly elsewhere: readonly FileChange[];
}

/**
 * Moves a section of the credentials file to the config file, line by line as it is. `undefined` where a file has
 * mistakes in its structure, where the section holds a secret, which would go to a file where none was, and where there
 * is no config file to write to.
 */
export function moveSection(
  document: IniDocument,
  section: IniSection,
  context: RewriteContext,
): SectionMove | undefined {
  const target = configOf(context);
  const lines = linesOfSection(document, section);
  const hasSecret =
    section.entries.some(({ value }) => value instanceof SecretValue) || lines.some(looksSecret);
  if (!target || hasSecret || isBroken(document) || isBroken(target.document)) return undefined;
  const edits = deleteSection(document, section);
  const change = changeOfConfig(target, addBlocks(target.document, [lines]), document);
  const block = lines.join('\n');
  const isMoved =
    iniGains(applyEdits(document.source.text, edits), document.source.text, block) &&
    iniGains(target.document.source.text, changedText(change), block);
  return isMoved ? { edits, elsewhere: [change] } : undefined;
}

/** A byte order mark is no part of the text, and stays where it is. */
function isBroken({ problems }: IniDocument): boolean {
  return problems.some(({ kind }) => kind !== 'byte-order-mark');
}
