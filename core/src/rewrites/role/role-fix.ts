import type { IniDocument } from '../../documents/ini/nodes.ts';
import type { Placeholder } from '../../rule-api/rule.ts';
import { changedUri, type FileChange } from '../../text/file-change.ts';
import { sortEdits, type TextEdit } from '../../text/text-edit.ts';
import type { RewriteContext } from '../rewrite.ts';
import { iniEditsConfirmed } from '../verify-ini.ts';
import type { RoleChoice } from './role-choice.ts';
import { createdText, draftsOf, emptyConfig, type FileDraft } from './role-edits.ts';
import type { RolePlan } from './role-plan.ts';

/** What plans change together, over both files. */
export interface RoleChanges {
  /** Of the document under judgement. */
  readonly edits: readonly TextEdit[];
  readonly elsewhere: readonly FileChange[];
  readonly placeholder?: Placeholder;
}

/** The changes of plans for different profiles; `undefined` where another parser reads something else than is planned. */
export function changesOf(plans: readonly RolePlan[], context: RewriteContext): RoleChanges | undefined {
  const { document } = context.model;
  const config = configOf(context);
  if (document.format !== 'ini' || !config) return undefined;
  const drafts = draftsOf(plans, config.document);
  if (drafts.length === 0 || !drafts.every(isConfirmed)) return undefined;
  const changes = drafts.map((draft) =>
    draft.document === config.document && config.created
      ? { type: 'create' as const, uri: draft.document.uri, text: createdText(draft, document) }
      : { type: 'edit' as const, file: draft.document, edits: draft.edits },
  );
  const own = drafts.find((draft) => draft.document === document);
  const elsewhere = changes.filter((change) => changedUri(change) !== document.uri);
  const open = plans.find(({ role, settings }) => role.placeholder !== undefined && settings.has('role_arn'));
  const target = changes.find((change) => changedUri(change) === config.document.uri);
  const range = open && target && placeholderIn(target, open.role);
  return {
    edits: own?.edits ?? [],
    elsewhere,
    ...(range && {
      placeholder: { ...range, ...(config.document !== document && { uri: config.document.uri }) },
    }),
  };
}

/** The config file that a rewrite writes to: the one under judgement, the one beside it, or a new one. */
function configOf({
  model,
  facts,
}: RewriteContext): { readonly document: IniDocument; readonly created: boolean } | undefined {
  const { config, newConfig } = facts.awsFiles;
  const document = model.document.kind === 'aws-config' ? model.document : config?.document;
  if (document?.format === 'ini') return { document, created: false };
  return newConfig === undefined ? undefined : { document: emptyConfig(newConfig), created: true };
}

function isConfirmed({ document, edits, sections }: FileDraft): boolean {
  return iniEditsConfirmed(document, edits, sections);
}

/** Where a role's stand-in comes first in the text after a change. */
function placeholderIn(change: FileChange, { arn, placeholder = '' }: RoleChoice): Placeholder | undefined {
  const inArn = arn.indexOf(placeholder);
  if (change.type === 'create') {
    const start = change.text.indexOf(arn) + inArn;
    return { start, end: start + placeholder.length };
  }
  let shift = 0;
  for (const { start, end, newText } of sortEdits(change.edits)) {
    const at = newText.indexOf(arn);
    if (at >= 0) {
      const from = start + shift + at + inArn;
      return { start: from, end: from + placeholder.length };
    }
    shift += newText.length - (end - start);
  }
  return undefined;
}
