import { safe, safeName, type Profile, type ProfileChain, type SafeText } from '@keyless/core';
import type { LoadedProfiles, RefusedProfiles } from '../profiles.ts';
import { chainProblem } from './chain-problem.ts';
import { readSource } from './read-source.ts';
import type { RefreshHop, RefreshPlan, RefreshRefusal } from './refresh-plan.ts';
import { readRoleHop, type HopProblem } from './role-hop.ts';
import { serviceTarget } from './service-target.ts';
import { sharingProfiles } from './shared-entry.ts';

/**
 * Plans how a profile's session is made anew: its source, the roles to assume in order, and where STS is. It follows
 * the profile as the AWS CLI does, and refuses with a reason what the CLI would refuse, and what this tool cannot do.
 */
export function planRefresh(loaded: LoadedProfiles, profileName: string): RefreshPlan | RefreshRefusal {
  const name = safeName(profileName);
  if (!loaded.ok) return fileRefused(loaded, name);
  const chain = loaded.graph.chainOf(profileName);
  if (!chain) return refused(name, noProfile);
  const problem = chainProblem(chain);
  if (problem) return refused(name, problem);
  const hops = readHops(chain);
  if ('problem' in hops) return refused(name, hops);
  const source = readSource(chain, loaded);
  if ('problem' in source) return refused(name, source);
  const partition = hops[0].call.roleArn.split(':')[1] ?? 'aws';
  const target = serviceTarget(loaded, chain.hops[0].profile, { service: 'sts', partition });
  if ('problem' in target) return refused(name, target);
  const own = hops.at(-1) ?? hops[0];
  const sharedWith = sharingProfiles(loaded.graph, chain.hops[0].profile, own.cacheName);
  return { ok: true, profile: name, source, hops, target, sharedWith };
}

/** The profiles of a chain whose roles are assumed, in the order in which that happens. */
export function roleProfiles(chain: ProfileChain): readonly Profile[] {
  const roles = chain.hops.filter(({ provider }) => provider.type === 'role');
  return roles.map(({ profile }) => profile).reverse();
}

function readHops(chain: ProfileChain): readonly [RefreshHop, ...RefreshHop[]] | HopProblem {
  const hops: RefreshHop[] = [];
  for (const profile of roleProfiles(chain)) {
    const hop = readRoleHop(profile);
    if ('problem' in hop) return hop;
    hops.push(hop);
  }
  const [first, ...rest] = hops;
  return first ? [first, ...rest] : { problem: safe`No role is assumed`, action: safe`Pick another profile` };
}

const noProfile: HopProblem = {
  problem: safe`There is no such profile`,
  action: safe`Check its name; in config a profile is [profile NAME], in credentials [NAME]`,
};

function refused(profile: SafeText, { problem, action }: HopProblem): RefreshRefusal {
  return {
    ok: false,
    kind: 'refused',
    title: safe`Profile ${profile} cannot be refreshed`,
    meaning: problem,
    action,
  };
}

function fileRefused(
  { refusal: { file, line, reason } }: RefusedProfiles,
  profile: SafeText,
): RefreshRefusal {
  const place = line === undefined ? file : safe`${file}:${line}`;
  return refused(profile, {
    problem: safe`${place}: ${reason}`,
    action: safe`Mend that file: as it is, the AWS CLI fails for every profile`,
  });
}
