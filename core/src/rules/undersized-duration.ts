import { durationOfStep } from '../aws/ci/step-duration.ts';
import { SHORTEST_SESSION, USUAL_SESSION } from '../aws/duration.ts';
import { settingText } from '../aws/profile.ts';
import { durationOfProfile } from '../aws/profile-duration.ts';
import type { SessionDuration } from '../aws/session-duration.ts';
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
    documents: ['aws-config', 'aws-credentials', 'github-workflow'],
    severity: 'error',
    confidence: 'high',
    messages: {
      belowSts:
        '{name} asks for {seconds} seconds, but STS grants no session under {shortest}, so the role cannot be assumed. Set it to {advised}.',
      neverCached:
        '{name} asks for {seconds} seconds, but the AWS CLI uses a cached session only while 15 minutes of it remain, so it assumes the role anew on nearly every command. Set it to {advised}.',
      asksAgain:
        '{name} asks for {seconds} seconds, but the AWS CLI uses a cached session only while 15 minutes of it remain, so it asks for an MFA code on nearly every command. Set it to {advised}.',
    },
    fixes: {
      'raise-duration': { title: 'Set it to {advised}', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
      'https://github.com/aws/aws-cli/issues/5880',
    ],
    cwe: [],
  },
  create: (context) => {
    const policy = context.settings.maxSessionDuration;
    const advised = Math.min(USUAL_SESSION, Math.max(policy, SHORTEST_SESSION));
    const reportOf = ({ range, name, seconds, owner }: SessionDuration) => ({
      range,
      anchor: owner,
      data: { name, seconds, shortest: SHORTEST_SESSION, advised },
      fixes: () => [
        {
          fixId: 'raise-duration' as const,
          data: { advised },
          edits: [{ ...range, newText: String(advised) }],
          preferred: true,
        },
      ],
    });
    const reportBelow = (duration: SessionDuration): void => {
      context.report({ ...reportOf(duration), messageId: 'belowSts' });
    };
    return {
      entry: (entry, section) => {
        const duration = durationOfProfile(entry, section, context.profiles);
        if (!duration) return;
        if (duration.seconds < SHORTEST_SESSION) reportBelow(duration);
        // A policy that allows no more leaves nothing to advise.
        else if (duration.seconds < SHORTEST_CACHED && policy >= SHORTEST_CACHED) {
          const profile = context.profiles.profiles.get(section.name);
          const mfa = profile && settingText(profile, 'mfa_serial');
          const report = { ...reportOf(duration), severity: 'warning' as const };
          if (mfa === undefined) context.report({ ...report, messageId: 'neverCached' });
          else context.report({ ...report, messageId: 'asksAgain' });
        }
      },
      step: (step) => {
        const duration = durationOfStep(step);
        // For the action zero is as good as nothing. It caches nothing, so a short session is a matter of taste.
        if (!duration || duration.seconds === 0 || duration.seconds >= SHORTEST_SESSION) return;
        const { text } = context.model.document.source;
        const written = text.slice(duration.range.start, duration.range.end);
        // What is no integer is told by another rule.
        if (/^["']?\s*\d+\s*["']?$/u.test(written)) reportBelow(duration);
      },
    };
  },
});
