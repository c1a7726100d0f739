import { partOfVariable } from '../aws/credential-names.ts';
import { profileNameIn } from '../aws/env-profile.ts';
import { deleteVariables } from '../aws/environment-edits.ts';
import { environmentsOf, variableOf, type Environment } from '../aws/environments.ts';
import { isExpiryVariable } from '../aws/session-notes.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';
import type { TextEdit } from '../text/text-edit.ts';

/**
 * With both, the AWS CLI, boto3 and Go work as the keys and JavaScript as the profile, perhaps on different accounts;
 * it only prints `Multiple credential sources detected`.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export default defineRule({
  meta: {
    id: 'profile-and-keys',
    summary: 'Give either a profile or keys',
    category: 'Environment files',
    documents: ['dotenv', 'compose'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      both: 'AWS_ACCESS_KEY_ID stands beside AWS_PROFILE: the AWS CLI, boto3 and Go use the keys, JavaScript uses profile {profile}. Delete the keys, or the profile.',
    },
    fixes: {
      'delete-keys': { title: 'Delete the keys and use profile {profile}', applicability: 'review' },
    },
    since: '0.1.0',
    references: ['https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html'],
    cwe: [],
  },
  create: (context) => ({
    documentEnd: () => {
      const { document, credentialSets } = context.model;
      const reported = credentialSets
        .filter(({ owner }) => owner.type === 'env-file' || document.kind === 'compose')
        .flatMap(({ sites }) => sites.filter((site) => !site.commentedOut));
      for (const environment of environmentsOf(document)) {
        const chosen = variableOf(environment, 'AWS_PROFILE');
        const profile = profileNameIn(chosen);
        const id = variableOf(environment, 'AWS_ACCESS_KEY_ID');
        if (!chosen || profile === undefined || !id?.value) continue;
        // Keys that stand in the file are reported as such, and go for a profile.
        const isReported = environment.variables.some(({ nameRange }) =>
          reported.some((site) => site.keyRange.start === nameRange.start),
        );
        if (isReported) continue;
        const data = { profile: safeName(profile) };
        context.report({
          messageId: 'both',
          range: id.nameRange,
          anchor: safe`${environment.label}AWS_ACCESS_KEY_ID`,
          data,
          related: [{ range: chosen.valueRange, message: safe`AWS_PROFILE` }],
          fixes: () =>
            keyDeletion(document, environment).map((edits) => ({
              fixId: 'delete-keys',
              data,
              edits,
              preferred: true,
            })),
        });
      }
    },
  }),
});

function keyDeletion(
  document: KeylessDocument,
  { variables }: Environment,
): readonly (readonly TextEdit[])[] {
  const keys = variables.filter(({ name }) => partOfVariable(name) !== undefined || isExpiryVariable(name));
  const edits = deleteVariables(document, keys);
  return edits ? [edits] : [];
}
