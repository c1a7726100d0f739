import { endText } from '@keyless/core';
import type { SessionProfile } from '@keyless/sessions';
import type { SessionSnapshot } from './session-list.ts';
import { endOf, lookOf, whoIs, type SessionLook } from './session-look.ts';

/** A line of the view of sessions. */
export interface SessionNode {
  /** Distinguishes it from all others. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly look: SessionLook | 'problem' | 'source';
  /** What can be done with it, for the manifest: `profile`, `role`, `sign-in`, `bridge`, `broken`, each between semicolons. */
  readonly context: string;
  /** The profile's name as written, for commands; `undefined` for what is no profile of its own here. */
  readonly profile: string | undefined;
  readonly children: readonly SessionNode[];
}

/** The lines of the view: what is wrong first, then each profile, and under it where its credentials come from. */
export function sessionTree(
  { profiles, refusal, dangers }: SessionSnapshot,
  { inUse, now }: { readonly inUse: string; readonly now: number },
): readonly SessionNode[] {
  const problems = [...(refusal === undefined ? [] : [refusal]), ...dangers];
  return [
    ...problems.map(problemNode),
    ...profiles.map((profile) => profileNode(profile, { inUse: profile.name === inUse, now })),
  ];
}

function problemNode(text: string): SessionNode {
  return {
    id: `problem ${text}`,
    label: text,
    description: '',
    tooltip: text,
    look: 'problem',
    context: ';',
    profile: undefined,
    children: [],
  };
}

function profileNode(profile: SessionProfile, { inUse, now }: { inUse: boolean; now: number }): SessionNode {
  const { name, label, end, expiresAt, sourceDescription } = profile;
  const id = `profile ${name}`;
  const left = endOf(profile, now);
  return {
    id,
    label,
    // What changes comes first: a narrow view cuts the end off.
    description: [left, whoIs(profile), ...(inUse ? ['in use'] : [])].join(' · '),
    tooltip: [
      `${label}: ${whoIs(profile)}`,
      `Credentials: ${sourceDescription}`,
      ...(end?.state === 'corrupt' ? [`${end.file}: ${end.reason}`] : []),
      ...(end && 'arn' in end && end.arn !== undefined ? [end.arn] : []),
      expiresAt
        ? `${expiresAt.getTime() <= now ? 'Ended' : 'Ends'} ${expiresAt.toLocaleString()}`
        : sentenceCase(left),
      ...(profile.needsMfa ? ['A refresh asks for an MFA code'] : []),
    ].join('\n'),
    look: lookOf(end ?? (profile.kind === 'role' ? { state: 'absent' } : undefined), now),
    context: contextOf(profile),
    profile: name,
    children: profile.behind.map((hop, index) => ({
      id: `behind ${index} ${name}`,
      label: hop.label,
      description: [...(hop.end ? [endText(hop.end, new Date(now))] : []), hop.detail].join(' · '),
      tooltip: `Behind ${label}: ${hop.label}, ${hop.detail}`,
      look: hop.end ? lookOf(hop.end, now) : 'source',
      context: ';',
      profile: undefined,
      children: [],
    })),
  };
}

function contextOf({ kind, signIn, end, wantsBridge }: SessionProfile): string {
  const flags = [
    'profile',
    ...(kind === 'role' ? ['role'] : []),
    ...(signIn === undefined ? [] : ['sign-in']),
    ...(wantsBridge ? ['bridge'] : []),
    ...(end?.state === 'corrupt' ? ['broken'] : []),
  ];
  return `;${flags.join(';')};`;
}

function sentenceCase(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
