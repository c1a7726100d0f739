import { parseRoleArn } from '../aws/arn.ts';
import { settingText } from '../aws/profile.ts';
import type { ProfileGraph } from '../aws/profile-graph.ts';
import type { RewriteContext } from './rewrite.ts';

/** Providers that renew their credentials by themselves, and how likely each is meant. */
const RANKS: Readonly<Record<string, number>> = { role: 1, sso: 2, login: 3, process: 4 };

/**
 * The user's profiles that could take the place of pasted keys, likeliest first: a profile in the keys' own account,
 * then roles, SSO, and processes.
 */
export function profileCandidates(
  account: string | undefined,
  { profiles }: RewriteContext,
): readonly string[] {
  return [...profiles.profiles.keys()]
    .map((name) => ({ name, rank: rankOf(name, account, profiles) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ name }) => name);
}

/** Whether a profile comes to credentials, and not to keys of a session that somebody has to paste again. */
export function outlivesSessions(name: string, profiles: ProfileGraph): boolean {
  const chain = profiles.chainOf(name);
  const last = chain?.hops.at(-1);
  if (chain?.end.type !== 'root' || !last) return false;
  const asSource = chain.hops.length > 1;
  return last.provider.type !== 'static' || profiles.yieldsSession(last.profile.name, { asSource }) !== true;
}

function rankOf(name: string, account: string | undefined, profiles: ProfileGraph): number | undefined {
  const rank = RANKS[profiles.providerOf(name).type];
  if (rank === undefined || !outlivesSessions(name, profiles)) return undefined;
  return account !== undefined && accountOf(name, profiles) === account ? 0 : rank;
}

function accountOf(name: string, profiles: ProfileGraph): string | undefined {
  const profile = profiles.profiles.get(name);
  if (!profile) return undefined;
  return (
    parseRoleArn(settingText(profile, 'role_arn') ?? '')?.accountId ?? settingText(profile, 'sso_account_id')
  );
}
