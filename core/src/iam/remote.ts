/** Where a repository lives on its server. */
export interface GitRemote {
  /** Lower-cased, without a port. */
  readonly host: string;
  /** `owner/name`, on GitLab maybe with subgroups between them; as written. */
  readonly path: string;
}

/** `https://host/owner/name.git`, `ssh://git@host:22/owner/name`. */
const URL_FORM = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?([^/:?#]+)(?::\d+)?\/+([^?#]+)/iu;
/** `git@host:owner/name.git`. */
const SCP_FORM = /^(?:[^\s@/]+@)?([^\s/:]+):(?!\/\/)([^\s]+)$/u;

/** Reads the address of a git remote; `undefined` for a folder and for what has no owner. */
export function parseRemote(url: string): GitRemote | undefined {
  const text = url.trim();
  const [, host = '', rest = ''] = URL_FORM.exec(text) ?? SCP_FORM.exec(text) ?? [];
  const path = rest.replace(/^\/+|\/+$/gu, '').replace(/\.git$/u, '');
  return /^[\w.-]+(?:\/[\w.-]+)+$/u.test(path) ? { host: host.toLowerCase(), path } : undefined;
}
