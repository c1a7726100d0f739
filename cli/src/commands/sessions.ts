import { timeLeft } from '@keyless/core';
import { listRoleProfiles, loadProfiles, type RoleProfile } from '@keyless/sessions';
import type { SessionsCommand } from '../args/sessions.ts';
import { EXIT } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { tellRefusal } from '../refusal.ts';
import { tableText } from '../table.ts';

/** `keyless sessions`: lists the role profiles and when their sessions end. Shows nothing of a session itself. */
export async function sessions({ json }: SessionsCommand, io: CliIo): Promise<number> {
  const loaded = await loadProfiles(io.env, io.home);
  if (!loaded.ok) return tellRefusal(loaded, io);
  const now = io.clock?.() ?? new Date();
  const profiles = await listRoleProfiles(loaded, { now });
  if (json) {
    await io.stdout.write(`${JSON.stringify({ version: 1, sessions: profiles.map(entry) }, undefined, 2)}\n`);
  } else if (profiles.length === 0) {
    await io.stderr.write('keyless: no profile of your AWS files has a role_arn\n');
  } else {
    await io.stdout.write(table(profiles, now));
  }
  return EXIT.clean;
}

function entry({ label, roleArn, accountId, sourceDescription, needsMfa, end, expiresAt }: RoleProfile) {
  return {
    profile: label,
    roleArn,
    account: accountId ?? null,
    source: sourceDescription,
    asksForMfa: needsMfa,
    state: end?.state ?? 'unknown',
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

function table(profiles: readonly RoleProfile[], now: Date): string {
  const rows = [
    ['PROFILE', 'ACCOUNT', 'ROLE', 'SESSION', 'SOURCE'],
    ...profiles.map((profile) => [
      profile.label,
      profile.accountId ?? '-',
      profile.roleName ?? profile.roleArn,
      sessionOf(profile, now),
      `${profile.sourceDescription}${profile.needsMfa ? ', MFA' : ''}`,
    ]),
  ];
  return tableText(rows);
}

function sessionOf({ end, expiresAt }: RoleProfile, now: Date): string {
  if (end === undefined) return 'not known';
  if (end.state === 'corrupt') return 'broken';
  if (!expiresAt) return 'none';
  const left = expiresAt.getTime() - now.getTime();
  return left <= 0 ? 'ended' : `${timeLeft(left)} left`;
}
