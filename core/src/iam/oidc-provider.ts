import type { GitRemote } from './remote.ts';

/** A service that gives out OIDC tokens for CI jobs, as IAM knows it. */
export interface OidcProvider {
  readonly system: 'github' | 'gitlab';
  /** What IAM is given; `https`, without a slash at the end. */
  readonly url: string;
  /** The same without `https://`, which is how ARNs and condition keys name it. */
  readonly host: string;
  /** What the tokens are for. */
  readonly audience: string;
}

/** Partitions of AWS in which the usual audience of GitHub's action is another one. */
const CHINA = 'aws-cn';

/**
 * GitHub's own provider, that of a GHE.com subdomain, or of an Enterprise Server.
 * https://docs.github.com/en/actions/reference/security/oidc
 */
export function githubProvider(remote: GitRemote, partition: string): OidcProvider {
  const audience = partition === CHINA ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com';
  const host = githubHost(remote.host);
  return { system: 'github', url: `https://${host}`, host, audience };
}

/** A GitLab instance is its own provider. Jobs choose the audience; GitLab's guide uses the instance's address. */
export function gitlabProvider(remote: GitRemote, audience: string | undefined): OidcProvider {
  const url = `https://${remote.host}`;
  return { system: 'gitlab', url, host: remote.host, audience: audience ?? url };
}

function githubHost(host: string): string {
  if (host === 'github.com' || host === 'ssh.github.com') return 'token.actions.githubusercontent.com';
  const subdomain = /^([\w-]+)\.ghe\.com$/u.exec(host)?.[1];
  return subdomain === undefined ? `${host}/_services/token` : `token.actions.${subdomain}.ghe.com`;
}
