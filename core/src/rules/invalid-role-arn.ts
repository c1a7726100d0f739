import { isCredentialsStep } from '../aws/ci/credentials-action.ts';
import { inputValues } from '../aws/ci/input-values.ts';
import { ownerOf } from '../aws/ci/labels.ts';
import { roleArnMistake, type RoleArnMistake } from '../aws/role-arn-mistake.ts';
import { profileOfSetting } from '../aws/setting-in-force.ts';
import { meantValue, rangeToShow } from '../documents/ini/meant-value.ts';
import { writtenRange } from '../documents/yaml/written-range.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';

/** An ARN as it stands in a file. */
interface WrittenArn {
  readonly mistake: RoleArnMistake;
  readonly value: SafeText;
  readonly owner: SafeText;
  /** What to underline. */
  readonly range: Range;
  /** What to replace; missing where an edit would change other places too. */
  readonly textRange: Range | undefined;
}

/**
 * What `aws sts get-caller-identity` prints is the ARN of a session, and it is pasted into `role_arn` so often that STS
 * has an error of its own for it. Nothing but the ARN of a role can be assumed.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export default defineRule({
  meta: {
    id: 'invalid-role-arn',
    summary: 'Name a role by the ARN that IAM gives it',
    category: 'Role chains',
    documents: ['aws-config', 'aws-credentials', 'github-workflow', 'github-action'],
    severity: 'error',
    confidence: 'high',
    messages: {
      empty: 'The role of {owner} is empty, so it cannot be assumed. Give its ARN, or delete the line.',
      placeholder:
        'The role of {owner} still holds a placeholder ({shown}), so it cannot be assumed. Put the real value in its place.',
      session:
        'The role of {owner} is the ARN of a session (assumed-role), and a session cannot be assumed. {remedy}',
      otherKind:
        'The role of {owner} is the ARN of {kind}, and only a role can be assumed. Give the ARN of a role, such as arn:aws:iam::111122223333:role/Deploy.',
      malformed:
        '{value} is not the ARN of a role, because {reason}, so it cannot be assumed for {owner}. {remedy}',
    },
    fixes: {
      'correct-arn': { title: 'Change it to {arn}', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => {
    const judge = ({ mistake, value, owner, range, textRange }: WrittenArn): void => {
      const place = { range, anchor: owner, fixes: () => correction(mistake, textRange) };
      switch (mistake.type) {
        case 'empty':
          context.report({ messageId: 'empty', data: { owner }, ...place });
          break;
        case 'placeholder':
          context.report({ messageId: 'placeholder', data: { owner, shown: mistake.shown }, ...place });
          break;
        case 'session':
          context.report({ messageId: 'session', data: { owner, remedy: remedyOf(mistake) }, ...place });
          break;
        case 'other-kind':
          context.report({ messageId: 'otherKind', data: { owner, kind: mistake.kind }, ...place });
          break;
        case 'malformed': {
          const data = { owner, value, reason: mistake.reason, remedy: remedyOf(mistake) };
          context.report({ messageId: 'malformed', data, ...place });
        }
      }
    };
    return {
      entryNames: ['role_arn'],
      entry: (entry, section) => {
        const { document } = context.model;
        if (document.format !== 'ini') return;
        const profile = profileOfSetting(entry, section, context.profiles);
        const meant = meantValue(document, entry);
        const mistake = meant && roleArnMistake(meant.text);
        if (!profile || !mistake) return;
        judge({
          mistake,
          value: safeName(meant.text),
          owner: safe`profile ${safeName(profile.name)}`,
          range: rangeToShow(meant, entry),
          textRange: meant.range,
        });
      },
      step: (step) => {
        if (!isCredentialsStep(step)) return;
        const owner = ownerOf(step.job);
        for (const { text, scalar, shared } of inputValues(step, 'role-to-assume')) {
          // A bare name is something that the action knows; an expression is not known before the run.
          const mistake = text.startsWith('arn:') ? roleArnMistake(text) : undefined;
          if (!mistake) continue;
          const textRange = shared ? undefined : writtenRange(scalar);
          judge({ mistake, value: safeName(text), owner, range: scalar.range, textRange });
        }
      },
    };
  },
});

function correction(mistake: RoleArnMistake, range: Range | undefined) {
  const correct = 'correct' in mistake ? mistake.correct : undefined;
  if (correct === undefined || !range) return [];
  const edits = [{ ...range, newText: correct }];
  return [{ fixId: 'correct-arn' as const, data: { arn: safeName(correct) }, edits, preferred: true }];
}

function remedyOf(mistake: Extract<RoleArnMistake, { type: 'session' | 'malformed' }>): SafeText {
  if (mistake.type === 'session' && mistake.ssoRole)
    return safe`Its role belongs to IAM Identity Center: use it with sso_session, sso_account_id and sso_role_name.`;
  return mistake.correct === undefined
    ? safe`Write it like arn:aws:iam::111122223333:role/Deploy.`
    : safe`Did you mean ${safeName(mistake.correct)}?`;
}
