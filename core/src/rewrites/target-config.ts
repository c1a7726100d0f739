import type { IniDocument } from '../documents/ini/nodes.ts';
import { parseIni } from '../documents/ini/parser.ts';
import type { FileChange } from '../text/file-change.ts';
import { createSourceText } from '../text/source-text.ts';
import { applyEdits, type TextEdit } from '../text/text-edit.ts';
import type { RewriteContext } from './rewrite.ts';

/** The config file that a rewrite writes to. */
export interface TargetConfig {
  readonly document: IniDocument;
  /** There is none yet: the document is empty. */
  readonly created: boolean;
}

/** The config file under judgement, the one beside it, or a new one; `undefined` where none is known. */
export function configOf({
  model,
  facts,
}: Pick<RewriteContext, 'model' | 'facts'>): TargetConfig | undefined {
  const { config, newConfig } = facts.awsFiles;
  const document = model.document.kind === 'aws-config' ? model.document : config?.document;
  if (document?.format === 'ini') return { document, created: false };
  if (newConfig === undefined) return undefined;
  return { document: parseIni(newConfig, 'aws-config', createSourceText('')), created: true };
}

/** The edits as a change of that file; a new one takes the line endings of the file `beside` it. */
export function changeOfConfig(
  { document, created }: TargetConfig,
  edits: readonly TextEdit[],
  beside: IniDocument,
): FileChange {
  if (!created) return { type: 'edit', file: document, edits };
  const text = applyEdits(document.source.text, edits).replaceAll('\n', beside.source.eol);
  return { type: 'create', uri: document.uri, text };
}
