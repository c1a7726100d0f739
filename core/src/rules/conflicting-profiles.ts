import { profileNameIn } from '../aws/env-profile.ts';
import { deleteVariables, replaceVariable } from '../aws/environment-edits.ts';
import {
  environmentsOf,
  variableOf,
  type Environment,
  type EnvironmentVariable,
} from '../aws/environments.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';

/**
 * `AWS_DEFAULT_PROFILE` is a leftover of old tools, and whoever still reads it reads it first: a script in Python then
 * works on another account than the AWS CLI beside it (botocore/session.py, `SESSION_VARIABLES`).
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
 */
export default defineRule({
  meta: {
    id: 'conflicting-profiles',
    summary: 'Name one profile for all tools',
    category: 'Environment files',
    documents: ['dotenv', 'compose'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      differ:
        'AWS_DEFAULT_PROFILE names {fallback} and AWS_PROFILE names {profile}: boto3 and version 1 of the AWS CLI use the first, all others the second. Keep one of them.',
    },
    fixes: {
      'keep-profile': { title: 'Use profile {profile} everywhere', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html',
      'https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html',
    ],
    cwe: [],
  },
  create: (context) => ({
    documentEnd: () => {
      const { document } = context.model;
      for (const environment of environmentsOf(document)) {
        const chosen = variableOf(environment, 'AWS_PROFILE');
        const other = variableOf(environment, 'AWS_DEFAULT_PROFILE');
        const [profile, fallback] = [profileNameIn(chosen), profileNameIn(other)];
        if (!chosen || !other || profile === undefined || fallback === undefined || profile === fallback)
          continue;
        context.report({
          messageId: 'differ',
          range: other.valueRange,
          anchor: safe`${environment.label}AWS_DEFAULT_PROFILE`,
          data: { profile: safeName(profile), fallback: safeName(fallback) },
          related: [{ range: chosen.valueRange, message: safe`AWS_PROFILE` }],
          fixes: () => keepOne(document, environment, chosen, [profile, fallback]),
        });
      }
    },
  }),
});

/** AWS_PROFILE stays in both: there is no tool that does not read it. */
function keepOne(
  document: KeylessDocument,
  { variables }: Environment,
  chosen: EnvironmentVariable,
  [profile, fallback]: readonly [string, string],
) {
  const dropped = deleteVariables(
    document,
    variables.filter(({ name }) => name === 'AWS_DEFAULT_PROFILE'),
  );
  const changed = replaceVariable(document, chosen, fallback);
  const fixId = 'keep-profile' as const;
  if (!dropped) return [];
  return [
    { fixId, data: { profile: safeName(profile) }, edits: dropped, preferred: true },
    ...(changed ? [{ fixId, data: { profile: safeName(fallback) }, edits: [...changed, ...dropped] }] : []),
  ];
}
