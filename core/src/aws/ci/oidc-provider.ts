import type { GitRemote } from './git-remote.ts';

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
  const host = issuerOn(githubServer(remote));
  return { system: 'github', url: `https://${host}`, host, audience };
}

/** Where the workflows of a repository run. */
export type GithubServer =
  | { readonly type: 'github.com' }
  | { readonly type: 'ghe.com'; readonly subdomain: string }
  | { readonly type: 'enterprise-server'; readonly host: string }
  /** The remote does not tell: an alias of SSH, or a server that runs no workflows of GitHub. */
  | { readonly type: 'unknown'; readonly why: 'alias' | 'other-server'; readonly host: string };

/** Servers that everybody can use, and that are not GitHub's: a repository there is a copy of the one that runs. */
const OTHER_SERVER =
  /(?:^|\.)(?:gitlab\.com|bitbucket\.org|codeberg\.org|gitea\.com|gitee\.com|dev\.azure\.com|visualstudio\.com|sr\.ht)$|^git-codecommit\./u;

/** The server of a remote, as far as its name tells. Names below github.com are aliases that people give it. */
export function githubServer({ host, alias }: GitRemote): GithubServer {
  if (/(?:^|\.)github\.com$/u.test(host)) return { type: 'github.com' };
  const subdomain = /^(?:ssh\.)?([\w-]+)\.ghe\.com$/u.exec(host)?.[1];
  if (subdomain !== undefined) return { type: 'ghe.com', subdomain };
  if (alias) return { type: 'unknown', why: 'alias', host };
  if (OTHER_SERVER.test(host)) return { type: 'unknown', why: 'other-server', host };
  return { type: 'enterprise-server', host };
}

/** A GitLab instance is its own provider. Jobs choose the audience; GitLab's guide uses the instance's address. */
export function gitlabProvider(remote: GitRemote, audience: string | undefined): OidcProvider {
  const url = `https://${remote.host}`;
  return { system: 'gitlab', url, host: remote.host, audience: audience ?? url };
}

function issuerOn(server: GithubServer): string {
  switch (server.type) {
    case 'github.com':
    case 'unknown':
      return 'token.actions.githubusercontent.com';
    case 'ghe.com':
      return `token.actions.${server.subdomain}.ghe.com`;
    case 'enterprise-server':
      return `${server.host}/_services/token`;
  }
}
