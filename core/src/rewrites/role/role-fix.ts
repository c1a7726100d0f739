import type { Placeholder } from '../../rule-api/rule.ts';
import { changedUri, type FileChange } from '../../text/file-change.ts';
import { sortEdits, type TextEdit } from '../../text/text-edit.ts';
import type { RewriteContext } from '../rewrite.ts';
import { changeOfConfig, configOf } from '../target-config.ts';
import { iniEditsConfirmed } from '../verify-ini.ts';
import type { RoleChoice } from './role-choice.ts';
import { draftsOf, type FileDraft } from './role-edits.ts';
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
    changeOfConfig(
      { document: draft.document, created: draft.document === config.document && config.created },
      draft.edits,
      document,
    ),
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
