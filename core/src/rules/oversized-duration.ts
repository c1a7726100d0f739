import { durationOfStep } from '../aws/ci/step-duration.ts';
import { LONGEST_CHAINED_SESSION, LONGEST_SESSION } from '../aws/duration.ts';
import { durationOfProfile } from '../aws/profile-duration.ts';
import type { SessionDuration } from '../aws/session-duration.ts';
import { defineRule } from '../rule-api/define-rule.ts';

/**
 * STS refuses a session that is asked for too long, it never shortens one; a session that it grants for long is the
 * usual "repair" of expired tokens.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export default defineRule({
  meta: {
    id: 'oversized-duration',
    summary: 'Ask for sessions no longer than STS and the policy allow',
    category: 'Duration',
    documents: ['aws-config', 'aws-credentials', 'github-workflow'],
    severity: 'error',
    confidence: 'high',
    messages: {
      aboveSts:
        '{name} asks for {seconds} seconds, but STS refuses every session over {limit}. Set it to {highest} or less.',
      chained:
        '{name} asks for {seconds} seconds, but the role is assumed with another session, for which STS refuses more than one hour. Set it to {highest} or less.',
      abovePolicy:
        '{name} asks for {seconds} seconds, more than the {limit} that your policy allows. Set it to {highest} or less.',
    },
    fixes: {
      'lower-duration': { title: 'Set it to {highest}', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining',
    ],
    cwe: [613],
  },
  create: (context) => {
    const policy = context.settings.maxSessionDuration;
    const judge = (duration: SessionDuration): void => {
      const { seconds, chain } = duration;
      const limit = chain ? LONGEST_CHAINED_SESSION : LONGEST_SESSION;
      const highest = Math.min(limit, policy);
      if (seconds <= highest) return;
      const report = {
        range: duration.range,
        anchor: duration.owner,
        data: { name: duration.name, seconds, highest, limit: LONGEST_SESSION },
        related: chain ?? [],
        fixes: () => [
          {
            fixId: 'lower-duration' as const,
            data: { highest },
            edits: [{ ...duration.range, newText: String(highest) }],
            preferred: true,
          },
        ],
      };
      if (seconds > LONGEST_SESSION) context.report({ ...report, messageId: 'aboveSts' });
      else if (seconds > limit) context.report({ ...report, messageId: 'chained' });
      else {
        context.report({
          ...report,
          messageId: 'abovePolicy',
          severity: 'warning',
          data: { ...report.data, limit: policy },
        });
      }
    };
    return {
      entry: (entry, section) => {
        const duration = durationOfProfile(entry, section, context.profiles);
        if (duration) judge(duration);
      },
      step: (step) => {
        const duration = durationOfStep(step);
        if (duration) judge(duration);
      },
    };
  },
});
