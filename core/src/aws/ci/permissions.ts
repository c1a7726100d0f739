import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { openText } from '../../documents/yaml/scalars.ts';
import type { Permissions, WorkflowJob } from './workflow.ts';

/** What a job's token may do in one scope. */
export type Access = 'none' | 'read' | 'write';

/**
 * Whether a job can ask for an OIDC token.
 * - `granted`, `missing`: the file says so. Without any `permissions` it is missing: no default grants it.
 * - `inherited`: the workflow is called by others and says nothing, so each caller decides.
 * - `unknown`: the permissions are nothing that GitHub accepts, or another server reads the file.
 */
export type IdToken = 'granted' | 'missing' | 'inherited' | 'unknown';

/** The permissions that hold for a job, as GitHub computes them. */
export interface EffectiveScopes {
  /** Where they come from. `default`: the repository's setting, which the file does not tell; `caller`: see IdToken. */
  readonly origin: 'job' | 'workflow' | 'default' | 'caller';
  readonly permissions: Permissions | undefined;
  /** The scopes that a map names; every other one is then `none`. */
  readonly listed: ReadonlyMap<string, Access>;
  /** What a scope comes to; `undefined` where the file does not tell or GitHub would reject it. */
  readonly accessTo: (scope: string) => Access | undefined;
}

/** Scopes of which the token can only ever be given one kind of access. */
const WRITE_ONLY = 'id-token';
const READ_ONLY = 'models';

/**
 * A job's permissions replace the workflow's as a whole; naming any scope sets the others to none.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */
export function effectiveScopes(job: WorkflowJob): EffectiveScopes {
  const permissions = job.permissions ?? job.workflow.permissions;
  const origin = originOf(job);
  const listed = new Map<string, Access>();
  let invalid = permissions?.form === 'unknown';
  if (permissions?.form === 'map') {
    for (const entry of permissions.map.entries) {
      const access = accessOf(entry);
      if (access) listed.set(entry.key, access);
      else invalid = true;
    }
  }
  const accessTo = (scope: string): Access | undefined => {
    if (job.workflow.server !== 'github') return undefined;
    if (!permissions) return origin === 'default' && scope === WRITE_ONLY ? 'none' : undefined;
    return invalid ? undefined : accessIn(permissions, listed, scope);
  };
  return { origin, permissions, listed, accessTo };
}

/** Whether a job can ask for an OIDC token, which only `id-token: write` and `write-all` allow. */
export function effectiveIdToken(job: WorkflowJob): IdToken {
  const scopes = effectiveScopes(job);
  if (scopes.origin === 'caller') return 'inherited';
  const access = scopes.accessTo(WRITE_ONLY);
  if (access === undefined) return 'unknown';
  return access === 'write' ? 'granted' : 'missing';
}

function originOf(job: WorkflowJob): EffectiveScopes['origin'] {
  if (job.permissions) return 'job';
  if (job.workflow.permissions) return 'workflow';
  return job.workflow.reusable ? 'caller' : 'default';
}

function accessIn(
  permissions: Permissions,
  listed: ReadonlyMap<string, Access>,
  scope: string,
): Access | undefined {
  switch (permissions.form) {
    case 'map':
      return listed.get(scope) ?? 'none';
    case 'none':
      return 'none';
    case 'read-all':
      return scope === WRITE_ONLY ? 'none' : 'read';
    case 'write-all':
      return scope === READ_ONLY ? 'read' : 'write';
    case 'unknown':
      return undefined;
  }
}

/** GitHub takes the words in lower case only; `id-token` knows no `read`, `models` no `write`. */
function accessOf(entry: YamlEntry): Access | undefined {
  const text = openText(entry);
  if (text !== 'none' && text !== 'read' && text !== 'write') return undefined;
  if ((entry.key === WRITE_ONLY && text === 'read') || (entry.key === READ_ONLY && text === 'write'))
    return undefined;
  return text;
}
