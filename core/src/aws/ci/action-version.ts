import type { ActionReference } from './workflow.ts';

/** A version of AWS's credentials action; a part that a tag leaves open is `undefined`. */
export interface ActionVersion {
  readonly major: number;
  readonly minor: number | undefined;
}

/** The newest release known: https://github.com/aws-actions/configure-aws-credentials/releases/tag/v6.2.3 */
export const NEWEST_ACTION = {
  tag: 'v6',
  version: 'v6.2.3',
  sha: 'e6de054238d6b7531b4efff3b6587d9aade6a06c',
} as const;

/** The commits of releases by their first eight digits, as the repository's tags name them. */
const RELEASES: ReadonlyMap<string, string> = new Map([
  ['0d9a5be0', 'v1.5.11'],
  ['ea7b857d', 'v1.6.0'],
  ['67fbcbb1', 'v1.7.0'],
  ['5fd3084f', 'v2.2.0'],
  ['50ac8dd1', 'v3.0.2'],
  ['e3dd6a42', 'v4.0.2'],
  ['ececac1a', 'v4.1.0'],
  ['b4757831', 'v4.2.1'],
  ['7474bc46', 'v4.3.1'],
  ['a03048d8', 'v5.0.0'],
  ['61815dcd', 'v5.1.1'],
  ['8df58475', 'v6.0.0'],
  ['ec61189d', 'v6.1.0'],
  ['e7f100cf', 'v6.2.0'],
  [NEWEST_ACTION.sha.slice(0, 8), NEWEST_ACTION.version],
]);

const COMMIT = /^[0-9a-f]{40}$/u;

/** Whether a reference names a commit, which never changes. */
export function isCommit(ref: string): boolean {
  return COMMIT.test(ref);
}

/**
 * The version that a reference to the credentials action means: by its tag, by the commit of a known release, or by
 * what the comment behind a commit says. `undefined` for branches and for commits that tell nothing.
 */
export function versionOf({ ref, comment }: ActionReference): ActionVersion | undefined {
  const tag = isCommit(ref) ? (RELEASES.get(ref.slice(0, 8)) ?? comment ?? '') : ref;
  const match = /^v?(\d{1,4})(?:\.(\d{1,4}))?(?:\.|$)/u.exec(tag);
  if (!match) return undefined;
  return { major: Number(match[1]), minor: match[2] === undefined ? undefined : Number(match[2]) };
}

/** Whether a version may be older than another one: a tag that leaves the minor version open means the newest. */
export function isBefore({ major, minor }: ActionVersion, than: readonly [number, number]): boolean {
  return major < than[0] || (major === than[0] && minor !== undefined && minor < than[1]);
}
