import { inputEntry, isCredentialsStep } from '../aws/ci/credentials-action.ts';
import { roleArnMistake, type RoleArnMistake } from '../aws/role-arn-mistake.ts';
import { profileOfSetting } from '../aws/setting-in-force.ts';
import { meantValue, rangeToShow } from '../documents/ini/meant-value.ts';
import type { YamlEntry } from '../documents/yaml/nodes.ts';
import { openText } from '../documents/yaml/scalars.ts';
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
    documents: ['aws-config', 'aws-credentials', 'github-workflow'],
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
  create: (context) => {
    const judge = ({ mistake, value, owner, range, textRange }: WrittenArn): void => {
      const place = { range, anchor: owner, fixes: () => correction(mistake, textRange) };
      switch (mistake.type) {
        case 'empty':
          context.report({ ...place, messageId: 'empty', data: { owner } });
          break;
        case 'placeholder':
          context.report({ ...place, messageId: 'placeholder', data: { owner, shown: mistake.shown } });
          break;
        case 'session':
          context.report({ ...place, messageId: 'session', data: { owner, remedy: remedyOf(mistake) } });
          break;
        case 'other-kind':
          context.report({ ...place, messageId: 'otherKind', data: { owner, kind: mistake.kind } });
          break;
        case 'malformed': {
          const data = { owner, value, reason: mistake.reason, remedy: remedyOf(mistake) };
          context.report({ ...place, messageId: 'malformed', data });
        }
      }
    };
    return {
      entry: (entry, section) => {
        const { document } = context.model;
        if (document.format !== 'ini' || entry.name !== 'role_arn') return;
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
        const entry = isCredentialsStep(step) ? inputEntry(step, 'role-to-assume') : undefined;
        const text = openText(entry)?.trim() ?? '';
        // A bare name is something that the action knows; an expression is not known before the run.
        if (!entry?.scalar || !text.startsWith('arn:') || text.includes('${{')) return;
        const mistake = roleArnMistake(text);
        if (!mistake) return;
        const [value, owner] = [safeName(text), safe`job ${step.job.id}`];
        const textRange = step.shared ? undefined : innerRange(entry, text);
        judge({ mistake, value, owner, range: entry.scalar.range, textRange });
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

/** The characters of a scalar that is written as it reads; `undefined` for one with escapes, a block, or an alias. */
function innerRange({ scalar, shared }: YamlEntry, text: string): Range | undefined {
  if (!scalar || shared) return undefined;
  const { start, end } = scalar.range;
  const quotes = scalar.style === 'plain' ? 0 : 1;
  return end - start === text.length + 2 * quotes ? { start: start + quotes, end: end - quotes } : undefined;
}
