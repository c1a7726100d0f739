import { durationsOfStep } from '../aws/ci/step-duration.ts';
import { durationsOfScript } from '../aws/credentials/script-duration.ts';
import { SHORTEST_LIMIT, SHORTEST_SESSION, USUAL_SESSION } from '../aws/duration.ts';
import { limitEdits, placeOfLimit } from '../aws/iac/limit-place.ts';
import type { SessionLimit } from '../aws/iac/template.ts';
import { settingText } from '../aws/profile.ts';
import { durationOfProfile } from '../aws/profile-duration.ts';
import type { SessionDuration } from '../aws/session-duration.ts';
import { CI_KINDS } from '../documents/kinds.ts';
import { defineRule } from '../rule-api/define-rule.ts';

/** The AWS CLI takes a session out of its cache only while more than this remains of it, in seconds. */
const CLI_REFRESH = 900;

/** From here on the AWS CLI uses a cached session for as long as it needs to be worth the while, in seconds. */
const SHORTEST_CACHED = CLI_REFRESH * 2;

/**
 * "As short as possible" is meant well, but STS has a minimum, and the AWS CLI throws a cached session away while 15
 * minutes of it remain, so with `duration_seconds = 900` each command assumes the role anew and asks for the MFA code.
 * botocore/credentials.py, `CachedCredentialFetcher`; https://github.com/aws/aws-cli/issues/5880
 */
export default defineRule({
  meta: {
    id: 'undersized-duration',
    summary: 'Ask for sessions long enough to be granted and cached',
    category: 'Duration',
    documents: ['aws-config', 'aws-credentials', ...CI_KINDS, 'cloudformation'],
    severity: 'error',
    confidence: 'high',
    messages: {
      belowSts:
        '{name} asks for {seconds} seconds, but STS grants no session under {shortest}, so the role cannot be assumed. Set it to {advised}.',
      neverCached:
        '{name} asks for {seconds} seconds, but the AWS CLI uses a cached session only while 15 minutes of it remain, so it assumes the role anew on nearly every command. Set it to {advised}.',
      asksAgain:
        '{name} asks for {seconds} seconds, but the AWS CLI uses a cached session only while 15 minutes of it remain, so it asks for an MFA code on nearly every command. Set it to {advised}.',
      limitRefused:
        '{name} of {owner} is {asked}, but {service} allows no less than {shortest}, so the deployment fails. Set it to {advised} or more.',
    },
    fixes: {
      'raise-duration': { title: 'Set it to {advised}', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
      'https://github.com/aws/aws-cli/issues/5880',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html',
      'https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => {
    const policy = context.settings.maxSessionDuration;
    const advised = Math.min(USUAL_SESSION, Math.max(policy, SHORTEST_SESSION));
    const reportOf = ({ range, name, seconds, owner, shared }: SessionDuration) => ({
      range,
      anchor: owner,
      data: { name, seconds, shortest: SHORTEST_SESSION, advised },
      fixes: () =>
        shared
          ? []
          : [
              {
                fixId: 'raise-duration' as const,
                data: { advised },
                edits: [{ ...range, newText: String(advised) }],
                preferred: true,
              },
            ],
    });
    const reportBelow = (duration: SessionDuration): void => {
      context.report({ messageId: 'belowSts', ...reportOf(duration) });
    };
    return {
      sessionLimit: (limit) => {
        if (limit.seconds === undefined || limit.seconds >= SHORTEST_LIMIT) return;
        context.report({ messageId: 'limitRefused', ...limitReport(limit, limit.seconds) });
      },
      entryNames: ['duration_seconds'],
      entry: (entry, section) => {
        const duration = durationOfProfile(entry, section, context.profiles);
        if (!duration) return;
        if (duration.seconds < SHORTEST_SESSION) reportBelow(duration);
        // A policy that allows no more leaves nothing to advise.
        else if (duration.seconds < SHORTEST_CACHED && policy >= SHORTEST_CACHED) {
          const profile = context.profiles.profiles.get(section.name);
          const mfa = profile && settingText(profile, 'mfa_serial');
          const report = { severity: 'warning' as const, ...reportOf(duration) };
          if (mfa === undefined) context.report({ messageId: 'neverCached', ...report });
          else context.report({ messageId: 'asksAgain', ...report });
        }
      },
      step: (step) => {
        for (const duration of durationsOfStep(step)) {
          // For the action zero is as good as nothing. It caches nothing, so a short session is a matter of taste.
          if (duration.seconds === 0 || duration.seconds >= SHORTEST_SESSION) continue;
          const { text } = context.model.document.source;
          const written = text.slice(duration.range.start, duration.range.end);
          // What is no integer is told by another rule.
          if (/^["']?\s*\d+\s*["']?$/u.test(written)) reportBelow(duration);
        }
      },
      orbDuration: (duration) => {
        const { seconds } = duration;
        if (seconds !== undefined && seconds < SHORTEST_SESSION) reportBelow({ ...duration, seconds });
      },
      script: (script) => {
        for (const duration of durationsOfScript(script)) {
          if (duration.seconds < SHORTEST_SESSION) reportBelow(duration);
        }
      },
    };
  },
});

function limitReport(limit: SessionLimit, seconds: number) {
  const { form, owner } = limit;
  const advised = form.write(SHORTEST_LIMIT);
  const shortest = form.say(SHORTEST_LIMIT);
  return {
    ...placeOfLimit(limit),
    data: { name: form.name, owner, asked: form.say(seconds), service: form.service, shortest, advised },
    fixes: () =>
      limitEdits(limit, SHORTEST_LIMIT).map((edits) => ({
        fixId: 'raise-duration' as const,
        data: { advised },
        edits,
        preferred: true,
      })),
  };
}
