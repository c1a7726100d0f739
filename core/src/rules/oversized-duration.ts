import { inputEntry, modeOf } from '../aws/ci/credentials-action.ts';
import type { WorkflowStep } from '../aws/ci/workflow.ts';
import {
  LONGEST_CHAINED_SESSION,
  LONGEST_SESSION,
  parseCliInteger,
  parseJsInteger,
} from '../aws/duration.ts';
import type { CredentialProvider } from '../aws/credential-provider.ts';
import type { ProfileGraph } from '../aws/profile-graph.ts';
import type { IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { openText } from '../documents/yaml/scalars.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { RelatedNode } from '../rule-api/rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';

/** A duration as it is written somewhere, and what is known of the call that it goes to. */
interface Duration {
  readonly seconds: number;
  readonly range: Range;
  readonly name: SafeText;
  readonly anchor: SafeText;
  /** The role is assumed with another session; these places show why. */
  readonly chain: readonly RelatedNode[] | undefined;
}

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
    const judge = (duration: Duration): void => {
      const { seconds, chain } = duration;
      const limit = chain ? LONGEST_CHAINED_SESSION : LONGEST_SESSION;
      const highest = Math.min(limit, policy);
      if (seconds <= highest) return;
      const report = {
        range: duration.range,
        anchor: duration.anchor,
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

/** `duration_seconds` of a profile that assumes a role; it is not sent for any other. The AWS CLI drops what is no integer. */
function durationOfProfile(
  entry: IniEntry,
  section: IniSection,
  profiles: ProfileGraph,
): Duration | undefined {
  if (
    entry.name !== 'duration_seconds' ||
    entry.parent ||
    section.type === 'sso-session' ||
    section.type === 'services'
  ) {
    return undefined;
  }
  const seconds = typeof entry.value === 'string' ? parseCliInteger(entry.value) : undefined;
  if (seconds === undefined || profiles.providerOf(section.name).type !== 'role') return undefined;
  return {
    seconds,
    range: entry.valueRange,
    name: safe`duration_seconds`,
    anchor: safe`profile ${safeName(section.name)}`,
    chain:
      profiles.sourceIsSession(section.name) === true ? chainOfProfile(section.name, profiles) : undefined,
  };
}

/** Each hop behind the profile, and for an instance's or container's role the line that names it. */
function chainOfProfile(name: string, profiles: ProfileGraph): readonly RelatedNode[] {
  const [first, ...sources] = profiles.chainOf(name)?.hops ?? [];
  const hops = sources.flatMap(({ profile, provider }) => {
    const place = profile.config ?? profile.credentials;
    const [section] = place?.section.sections ?? [];
    if (!place || !section) return [];
    return [
      {
        document: place.document,
        range: section.headerRange,
        message: sourceMessage(profile.name, provider),
      },
    ];
  });
  if (first?.provider.type !== 'role' || first.provider.source.type !== 'credential-source') return hops;
  const { document, entry } = first.provider.source.setting;
  return entry
    ? [{ document, range: entry.valueRange, message: safe`Its role's session is the source` }]
    : [];
}

function sourceMessage(name: string, { type }: CredentialProvider): SafeText {
  const profile = safeName(name);
  switch (type) {
    case 'role':
      return safe`Profile ${profile} is a role, so it gives a session`;
    case 'sso':
      return safe`Profile ${profile} gives a session of IAM Identity Center`;
    case 'web-identity':
      return safe`Profile ${profile} gives a session of a web identity`;
    case 'static':
      return safe`The keys of profile ${profile}`;
    case 'process':
      return safe`The command of profile ${profile}`;
    case 'login':
    case 'none':
      return safe`Profile ${profile}`;
  }
}

/** `role-duration-seconds` of AWS's credentials action, which reads it as JavaScript does. */
function durationOfStep(step: WorkflowStep): Duration | undefined {
  const mode = modeOf(step);
  const entry =
    mode === undefined || mode === 'none' || mode === 'static'
      ? undefined
      : inputEntry(step, 'role-duration-seconds');
  if (!entry?.scalar) return undefined;
  const text = openText(entry) ?? '';
  // An expression is not known before the run.
  if (!/^\s*\d/u.test(text)) return undefined;
  return {
    seconds: parseJsInteger(text),
    range: entry.scalar.range,
    name: safeName(entry.key),
    anchor: safe`job ${step.job.id}`,
    chain: chainOfStep(step, mode),
  };
}

function chainOfStep(
  step: WorkflowStep,
  mode: ReturnType<typeof modeOf>,
): readonly RelatedNode[] | undefined {
  const chaining = inputEntry(step, 'role-chaining');
  if (mode === 'chaining' && chaining) {
    return [
      { range: chaining.lineRange, message: safe`The role is assumed with the session of an earlier step` },
    ];
  }
  const token = inputEntry(step, 'aws-session-token');
  if (mode === 'static-assume-role' && token) {
    return [{ range: token.keyRange, message: safe`The role is assumed with this session` }];
  }
  return undefined;
}
