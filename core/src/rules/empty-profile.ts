import { PROFILE_VARIABLES } from '../aws/env-profile.ts';
import { deleteVariables } from '../aws/environment-edits.ts';
import { environmentsOf, variableOf, type Environment } from '../aws/environments.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';
import type { TextEdit } from '../text/text-edit.ts';

/**
 * Emptied to "switch the profile off", it switches off every command: `The config profile () could not be found`, say
 * boto3 and both versions of the AWS CLI, because an empty name is a name to them (botocore/session.py,
 * `get_scoped_config`).
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
 */
export default defineRule({
  meta: {
    id: 'empty-profile',
    summary: 'Do not set the profile to nothing',
    category: 'Environment files',
    documents: ['dotenv', 'compose'],
    severity: 'error',
    confidence: 'high',
    messages: {
      empty:
        '{name} is empty, so the AWS CLI and boto3 look for a profile without a name and every command fails, while other SDKs take the default profile. Delete the line, or name a profile.',
    },
    fixes: {
      'delete-variable': { title: 'Delete {name}', applicability: 'safe' },
    },
    since: '0.1.0',
    references: ['https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html'],
    cwe: [],
  },
  create: (context) => ({
    documentEnd: () => {
      const { document } = context.model;
      for (const environment of environmentsOf(document)) {
        for (const variable of PROFILE_VARIABLES) {
          const setting = variableOf(environment, variable);
          if (setting?.value !== '') continue;
          const name = safeName(variable);
          context.report({
            messageId: 'empty',
            range: setting.nameRange,
            anchor: safe`${environment.label}${name}`,
            data: { name },
            fixes: () =>
              deletion(document, environment, variable).map((edits) => ({
                fixId: 'delete-variable',
                data: { name },
                edits,
                preferred: true,
              })),
          });
        }
      }
    },
  }),
});

/** Nothing gets lost: a comment stays on a line of its own, and a value that something else gives stays hidden. */
function deletion(
  document: KeylessDocument,
  { variables, complete }: Environment,
  name: string,
): readonly (readonly TextEdit[])[] {
  const [variable, another] = variables.filter((one) => one.name === name);
  if (!variable || another || !complete) return [];
  const { home, nameRange, valueRange } = variable;
  if (home.type === 'assignment' && home.assignment.commentRange) {
    const { prefix, commentRange } = home.assignment;
    return [[{ start: nameRange.start - prefix.length, end: commentRange.start, newText: '' }]];
  }
  const { lines, text } = document.source;
  const behind = text.slice(valueRange.end, lines.lineEnd(lines.positionAt(valueRange.end).line));
  const edits = behind.includes('#') ? undefined : deleteVariables(document, [variable]);
  return edits ? [edits] : [];
}
