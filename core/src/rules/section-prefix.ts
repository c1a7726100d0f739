import { isForeignSection } from '../aws/foreign-section.ts';
import { headerForm, plainHeader, prefixedName, unprefixedName } from '../documents/ini/header-form.ts';
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
  create: (context) => ({
    section: (section) => {
      const { document } = context.model;
      if (document.format !== 'ini' || !isWholeHeader(document, section)) return;
      const isConfig = document.kind === 'aws-config';
      const name = nameOf(document, section);
      if (name === undefined || (isConfig && isForeignSection(section))) return;
      const form = plainHeader(document.kind, { type: 'profile', name });
      const taken = document.sections.find((one) => means(document, one, name));
      const isRivalled = document.sections.some(
        (one) => one.rawName !== section.rawName && nameOf(document, one) === name,
      );
      const { start, end } = section.headerRange;
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
        ...(taken
          ? { related: [{ range: taken.headerRange, message: safe`The profile of that name` }] }
          : {}),
        fixes: () =>
          taken || isRivalled || safeName(form) !== form
            ? []
            : [
                {
                  fixId: isConfig ? ('add-prefix' as const) : ('remove-prefix' as const),
                  data: { form: safeName(form) },
                  edits: [{ start: start + 1, end: end - 1, newText: form }],
                  preferred: true,
                },
              ],
      });
    },
  }),
});

/** The name in a header of the wrong form. */
function nameOf({ kind }: IniDocument, { rawName }: IniSection): string | undefined {
  return kind === 'aws-config' ? unprefixedName(rawName) : prefixedName(rawName);
}

function means({ kind }: IniDocument, { rawName }: IniSection, name: string): boolean {
  const form = headerForm(kind, rawName);
  return form?.type === 'profile' && form.name === name;
}
