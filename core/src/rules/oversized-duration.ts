import { durationsOfStep } from '../aws/ci/step-duration.ts';
import { durationsOfScript } from '../aws/credentials/script-duration.ts';
import { LONGEST_CHAINED_SESSION, LONGEST_SESSION, SHORTEST_LIMIT } from '../aws/duration.ts';
import { limitEdits, placeOfLimit } from '../aws/iac/limit-place.ts';
import type { SessionLimit } from '../aws/iac/template.ts';
import { durationOfProfile } from '../aws/profile-duration.ts';
import type { SessionDuration } from '../aws/session-duration.ts';
import { CI_KINDS } from '../documents/kinds.ts';
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
    documents: ['aws-config', 'aws-credentials', ...CI_KINDS, 'cloudformation'],
    severity: 'error',
    confidence: 'high',
    messages: {
      aboveSts:
        '{name} asks for {seconds} seconds, but STS refuses every session over {limit}. Set it to {highest} or less.',
      chained:
        '{name} asks for {seconds} seconds, but the role is assumed with another session, for which STS refuses more than one hour. Set it to {highest} or less.',
      abovePolicy:
        '{name} asks for {seconds} seconds, more than the {limit} that your policy allows. Set it to {highest} or less.',
      limitRefused:
        '{name} of {owner} is {asked}, but {service} allows {limit} at most, so the deployment fails. Set it to {highest} or less.',
      limitAbovePolicy:
        '{name} lets sessions of {owner} last {asked}, more than the {limit} that your policy allows. Set it to {highest} or less.',
    },
    fixes: {
      'lower-duration': { title: 'Set it to {highest}', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sso-permissionset.html',
    ],
    cwe: [613],
  },
  bySection: true,
  create: (context) => {
    const policy = context.settings.maxSessionDuration;
    const judge = (duration: SessionDuration): void => {
      const { seconds, chain, range } = duration;
      const limit = chain ? LONGEST_CHAINED_SESSION : LONGEST_SESSION;
      const highest = Math.min(limit, policy);
      if (seconds <= highest) return;
      const data = { name: duration.name, seconds, highest, limit: LONGEST_SESSION };
      const report = {
        range,
        anchor: duration.owner,
        related: chain?.() ?? [],
        fixes: () => loweringOf(duration, highest),
      };
      if (seconds > LONGEST_SESSION) context.report({ messageId: 'aboveSts', data, ...report });
      else if (seconds > limit) context.report({ messageId: 'chained', data, ...report });
      else {
        context.report({
          messageId: 'abovePolicy',
          severity: 'warning',
          data: { ...data, limit: policy },
          ...report,
        });
      }
    };
    return {
      sessionLimit: (limit) => {
        const { form, seconds } = limit;
        // Nothing allows less than an hour, whatever the policy says.
        const highest = Math.min(LONGEST_SESSION, Math.max(policy, SHORTEST_LIMIT));
        if (seconds === undefined || seconds <= highest) return;
        const { data, ...report } = limitReport(limit, seconds, highest);
        if (seconds > LONGEST_SESSION) context.report({ messageId: 'limitRefused', data, ...report });
        else {
          context.report({
            messageId: 'limitAbovePolicy',
            severity: 'warning',
            data: { ...data, limit: form.say(policy) },
            ...report,
          });
        }
      },
      entryNames: ['duration_seconds'],
      entry: (entry, section) => {
        const duration = durationOfProfile(entry, section, context.profiles);
        if (duration) judge(duration);
      },
      step: (step) => {
        durationsOfStep(step).forEach(judge);
      },
      orbDuration: (duration) => {
        const { seconds } = duration;
        if (seconds !== undefined) judge({ ...duration, seconds });
      },
      script: (script) => {
        durationsOfScript(script).forEach(judge);
      },
    };
  },
});

/** A value that several places share is not for one of them to change. */
function loweringOf({ shared, range }: SessionDuration, highest: number) {
  if (shared) return [];
  const edits = [{ ...range, newText: String(highest) }];
  return [{ fixId: 'lower-duration' as const, data: { highest }, edits, preferred: true }];
}

function limitReport(limit: SessionLimit, seconds: number, most: number) {
  const { form, owner } = limit;
  const highest = form.write(most);
  return {
    ...placeOfLimit(limit),
    data: {
      name: form.name,
      owner,
      asked: form.say(seconds),
      service: form.service,
      limit: form.say(LONGEST_SESSION),
      highest,
    },
    fixes: () =>
      limitEdits(limit, most).map((edits) => ({
        fixId: 'lower-duration' as const,
        data: { highest },
        edits,
        preferred: true,
      })),
  };
}
