import { nearestSource, sourceInOtherCase } from '../aws/credential-source.ts';
import { CREDENTIAL_SOURCES } from '../aws/profile-keys.ts';
import { profileOfSetting } from '../aws/setting-in-force.ts';
import { replaceValue } from '../documents/ini/edits.ts';
import { meantValue, rangeToShow } from '../documents/ini/meant-value.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';

/**
 * `The credential source "environment" referenced in profile "x" is not valid`: botocore compares the three names with
 * their case, and so does the JavaScript SDK, which then only says that it could not load credentials.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
export default defineRule({
  meta: {
    id: 'invalid-credential-source',
    summary: 'Write one of the three credential sources, in its own case',
    category: 'Role chains',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'error',
    confidence: 'high',
    messages: {
      wrongCase:
        'The case of credential_source counts, so the AWS CLI and boto3 refuse {value} and profile {profile} cannot assume its role. Write {correct}.',
      unknown: '{value} is no credential source, so profile {profile} cannot assume its role. {remedy}',
      empty: 'credential_source is empty, so profile {profile} cannot assume its role. {remedy}',
    },
    fixes: {
      'correct-case': { title: 'Write {correct}', applicability: 'safe' },
      'use-nearest': { title: 'Use {nearest}', applicability: 'review' },
    },
    since: '0.1.0',
    references: ['https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html'],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    entryNames: ['credential_source'],
    entry: (entry, section) => {
      const { document } = context.model;
      if (document.format !== 'ini') return;
      const profile = profileOfSetting(entry, section, context.profiles);
      const value = meantValue(document, entry);
      // A token file makes the AWS CLI leave credential_source alone.
      if (!profile?.settings.has('role_arn') || profile.settings.has('web_identity_token_file') || !value)
        return;
      if (CREDENTIAL_SOURCES.some((one) => one === value.text)) return;
      // An empty one beside source_profile is told as the second source that the AWS CLI takes it for.
      if (value.text === '' && profile.settings.has('source_profile')) return;
      const place = { range: rangeToShow(value, entry), anchor: safe`profile ${safeName(profile.name)}` };
      const data = { profile: safeName(profile.name), value: safeName(value.text) };
      const written = (text: string) =>
        value.text === '' ? replaceValue(document, entry, text) : [{ ...value.range, newText: text }];
      const correct = sourceInOtherCase(value.text);
      if (correct !== undefined) {
        const fixed = { correct: safeName(correct) };
        context.report({
          messageId: 'wrongCase',
          data: { ...data, ...fixed },
          fixes: () => [{ fixId: 'correct-case', data: fixed, edits: written(correct), preferred: true }],
          ...place,
        });
        return;
      }
      const nearest = nearestSource(value.text);
      context.report({
        messageId: value.text === '' ? 'empty' : 'unknown',
        data: {
          ...data,
          remedy: remedyOf(nearest, context.profiles.profiles.has(value.text) ? data.value : undefined),
        },
        fixes: () =>
          nearest === undefined
            ? []
            : [
                {
                  fixId: 'use-nearest',
                  data: { nearest: safeName(nearest) },
                  edits: written(nearest),
                  preferred: true,
                },
              ],
        ...place,
      });
    },
  }),
});

function remedyOf(nearest: string | undefined, profile: SafeText | undefined): SafeText {
  if (profile !== undefined) return safe`If you mean the profile, write source_profile = ${profile}.`;
  if (nearest !== undefined) return safe`Did you mean ${safeName(nearest)}?`;
  return safe`Write Environment, Ec2InstanceMetadata or EcsContainer, or name a profile with source_profile.`;
}
