import { isForeignSection } from '../aws/foreign-section.ts';
import { plainHeader, prefixedName, sectionId, unprefixedName } from '../documents/ini/header-form.ts';
import { isWholeHeader } from '../documents/ini/header-node.ts';
import type { IniDocument, IniSection } from '../documents/ini/nodes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';

/**
 * The two files spell a profile differently, and a section copied from one to the other is silently not there:
 * `The config profile (dev) could not be found`.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html#cli-configure-files-format-profile
 */
export default defineRule({
  meta: {
    id: 'section-prefix',
    summary: 'Write [profile x] in config and [x] in credentials',
    category: 'File dialect',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'error',
    confidence: 'high',
    messages: {
      missing:
        'In the config file [{header}] is no profile, so the AWS CLI and the SDKs read none of its settings. {remedy}',
      superfluous:
        'In the credentials file [{header}] is not profile {name}: for the AWS CLI and boto3 the prefix is part of the name, and the JavaScript and Go SDKs do not find it at all. {remedy}',
    },
    fixes: {
      'add-prefix': { title: 'Write [{form}]', applicability: 'safe' },
      'remove-prefix': { title: 'Write [{form}]', applicability: 'safe' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html#cli-configure-files-format-profile',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => {
    const judge = (section: IniSection): void => {
      const { document } = context.model;
      if (document.format !== 'ini' || !isWholeHeader(document, section)) return;
      const isConfig = document.kind === 'aws-config';
      const name = nameOf(document, section);
      if (name === undefined) return;
      const form = plainHeader(document.kind, { type: 'profile', name });
      const taken = context.headers.get(sectionId({ type: 'profile', name }))?.[0];
      const data = {
        header: safeName(section.rawName),
        name: safeName(name),
        remedy: taken
          ? safe`Merge it into [${safeName(form)}], which the file has as well.`
          : safe`Write [${safeName(form)}].`,
      };
      context.report({
        messageId: isConfig ? 'missing' : 'superfluous',
        range: section.headerRange,
        anchor: safe`section ${safeName(section.rawName)}`,
        data,
        related: taken ? [{ range: taken.headerRange, message: safe`The profile of that name` }] : [],
        fixes: () => {
          const spellings = context.once(spellingsOf, () => spellingsOf(document));
          if (taken ?? (spellings.get(name)?.size ?? 1) > 1) return [];
          return fixesOf(isConfig ? 'add-prefix' : 'remove-prefix', section, form);
        },
      });
    };
    return {
      section: (section) => {
        if (!section.isFlawless) judge(section);
      },
    };
  },
});

/** The ways in which headers of the wrong form are spelt, by name. */
function spellingsOf(document: IniDocument): ReadonlyMap<string, ReadonlySet<string>> {
  const spellings = new Map<string, Set<string>>();
  for (const section of document.sections) {
    const name = nameOf(document, section);
    if (name === undefined) continue;
    spellings.set(name, (spellings.get(name) ?? new Set()).add(section.rawName));
  }
  return spellings;
}

/** A name that looks like a secret is written nowhere. */
function fixesOf<Id extends string>(fixId: Id, { headerRange: { start, end } }: IniSection, form: string) {
  if (safeName(form) !== form) return [];
  const edits = [{ start: start + 1, end: end - 1, newText: form }];
  return [{ fixId, data: { form: safeName(form) }, edits, preferred: true }];
}

/** The name in a header of the wrong form. */
function nameOf({ kind }: IniDocument, section: IniSection): string | undefined {
  if (kind === 'aws-credentials') return prefixedName(section.rawName);
  const name = unprefixedName(section.rawName);
  return name !== undefined && isForeignSection(section) ? undefined : name;
}
