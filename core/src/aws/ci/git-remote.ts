/** Where a repository lives on its server. */
export interface GitRemote {
  /** Lower-cased, without a port. */
  readonly host: string;
  /** `owner/name`, on GitLab maybe with subgroups between them; as written. */
  readonly path: string;
  /** The host is a name of somebody's SSH configuration, so that the server is not known. */
  readonly alias?: true;
}

/** `https://host/owner/name.git`, `ssh://git@host:22/owner/name`. */
const URL_FORM = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?([^/:?#]+)(?::\d+)?\/+([^?#]+)/iu;
/** `git@host:owner/name.git`. */
const SCP_FORM = /^(?:[^\s@/]+@)?([^\s/:]+):(?!\/\/)([^\s]+)$/u;

/** Only SSH knows aliases. */
const OTHER_SCHEME = /^(?!ssh:|git\+ssh:)[a-z][a-z\d+.-]*:\/\//iu;
/** What ends as names of the internet do, and numbers: `github.com-work` is none of them. */
const DOMAIN = /\.(?:[a-z]{2,}|xn--[a-z\d-]+|\d{1,3})$/iu;

/** Reads the address of a git remote; `undefined` for a folder and for what has no owner. */
export function parseRemote(url: string): GitRemote | undefined {
  const text = url.trim();
  const [, host = '', rest = ''] = URL_FORM.exec(text) ?? SCP_FORM.exec(text) ?? [];
  const path = rest.replace(/^\/+|\/+$/gu, '').replace(/\.git$/u, '');
  if (!/^[\w.-]+(?:\/[\w.-]+)+$/u.test(path)) return undefined;
  const remote = { host: host.toLowerCase(), path };
  return OTHER_SCHEME.test(text) || DOMAIN.test(host) ? remote : { ...remote, alias: true };
}
