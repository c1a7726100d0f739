import { isWholeHeader } from '../documents/ini/header-node.ts';
import type { IniSection } from '../documents/ini/nodes.ts';
import { SecretValue } from '../secret/secret-value.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeList, safeName } from '../secret/safe-text.ts';

/** More keys than these make no message clearer. */
const MOST_NAMES = 3;

/**
 * `[DEFAULT]` is magic to Python's configparser: every other section inherits its keys. A region, a role or a pasted
 * key of it turns up in profiles that do not mention it, in the AWS CLI and boto3 alone.
 * https://docs.python.org/3/library/configparser.html#configparser.ConfigParser.default_section
 */
export default defineRule({
  meta: {
    id: 'default-inheritance',
    summary: 'Write [default], not [DEFAULT]',
    category: 'File dialect',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      leaks:
        'The AWS CLI and boto3 hand {keys} of [DEFAULT] down to every profile of this file, and no other tool does. {remedy}',
      leaksKeys:
        'The AWS CLI and boto3 hand the credentials in [DEFAULT] down to every profile of this file, so that any of them may call AWS as somebody else. {remedy}',
    },
    fixes: {
      'rename-to-default': { title: 'Rename it to [default]', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.python.org/3/library/configparser.html#configparser.ConfigParser.default_section',
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html#cli-configure-files-format-profile',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => {
    const judge = (section: IniSection): void => {
      const { document } = context.model;
      if (document.format !== 'ini' || section.rawName !== 'DEFAULT' || !isWholeHeader(document, section))
        return;
      const own = section.entries.filter(({ parent }) => !parent);
      if (own.length === 0) return;
      const taken = context.headers.get('profile default')?.[0];
      const remedy = taken
        ? safe`Move its settings to [default], or to the profiles that need them.`
        : safe`Rename it to [default].`;
      const report = {
        range: section.headerRange,
        anchor: safe`section DEFAULT`,
        related: taken ? [{ range: taken.headerRange, message: safe`The default profile` }] : [],
        fixes: () =>
          taken
            ? []
            : [
                {
                  fixId: 'rename-to-default' as const,
                  data: {},
                  edits: [{ ...section.nameRange, newText: 'default' }],
                  preferred: true,
                },
              ],
      };
      if (own.some(({ value }) => value instanceof SecretValue)) {
        context.report({ messageId: 'leaksKeys', data: { remedy }, ...report });
        return;
      }
      const names = [...new Set(own.map(({ name }) => name))];
      const keys =
        names.length > MOST_NAMES
          ? safe`the ${names.length} keys`
          : safeList(names.map((name) => safeName(name)));
      context.report({ messageId: 'leaks', data: { keys, remedy }, ...report });
    };
    return { section: judge };
  },
});
