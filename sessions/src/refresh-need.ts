import type { ChainHop } from '@keyless/core';
import { stateAt } from './cli-cache/read.ts';
import type { ProfileExpiry } from './expiry.ts';
import { firstToAssume } from './refresh/first-to-assume.ts';

/**
 * What it takes to make a profile's session anew.
 * - `nobody`: it can be done without anyone.
 * - `mfa`: the code of a device. `sign-in`: `aws sso login` or `aws login`, whatever else there is.
 * - `elsewhere`: a program of the person's own that may ask for anything, a token that only another tool renews, or
 *   pasted keys that are over by then.
 */
export type RefreshNeed = 'nobody' | 'mfa' | 'sign-in' | 'elsewhere';

/** A profile of a chain and what is known of its end. */
export interface HopEnd {
  readonly hop: ChainHop;
  readonly end: ProfileExpiry | undefined;
}

/**
 * What a refresh takes at a moment, by what is known now.
 * @param chain The profile itself first, its source last; at least one.
 */
export async function refreshNeed(chain: readonly HopEnd[], at: Date): Promise<RefreshNeed> {
  const { roles, fromSource } = await rolesToAssume(chain, at);
  const source = fromSource ? sourceNeed(chain.at(-1), at) : 'nobody';
  return source !== 'sign-in' && roles.some(hasDevice) ? 'mfa' : source;
}

/** Whether a refresh asks for the code of a device, whatever else it takes. */
export async function asksForCode(chain: readonly HopEnd[], at: Date): Promise<boolean> {
  return (await rolesToAssume(chain, at)).roles.some(hasDevice);
}

/** Everything up to the last live session before the profile's own is left out. */
async function rolesToAssume(chain: readonly HopEnd[], at: Date) {
  const roles = chain.filter(({ hop }) => hop.provider.type === 'role').reverse();
  const first = await firstToAssume(roles.length, (index) =>
    Promise.resolve(lasts(roles[index]?.end, at) === 'live'),
  );
  return { roles: roles.slice(first), fromSource: first === 0 };
}

function hasDevice({ hop }: HopEnd): boolean {
  return hop.profile.settings.has('mfa_serial');
}

function lasts(end: ProfileExpiry | undefined, at: Date): ReturnType<typeof stateAt> | undefined {
  return end && 'expiresAt' in end ? stateAt(end.expiresAt, at) : undefined;
}

function sourceNeed(source: HopEnd | undefined, at: Date): RefreshNeed {
  switch (source?.hop.provider.type) {
    case 'sso':
    case 'login':
      return signInNeed(source.end, at);
    case 'process':
      return 'elsewhere';
    case 'static':
      return lasts(source.end, at) === 'ended' ? 'elsewhere' : 'nobody';
    default:
      return 'nobody';
  }
}

function signInNeed(end: ProfileExpiry | undefined, at: Date): RefreshNeed {
  const state = lasts(end, at);
  if (state !== undefined && state !== 'ended') return 'nobody';
  return end && 'renews' in end && end.renews ? 'elsewhere' : 'sign-in';
}
