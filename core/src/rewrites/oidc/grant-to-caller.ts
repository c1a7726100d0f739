import { effectiveScopes, type Access } from '../../aws/ci/permissions.ts';
import type { WorkflowJob } from '../../aws/ci/workflow.ts';
import type { CalledFiles } from '../../facts/token-need.ts';
import { safe, safeName } from '../../secret/safe-text.ts';
import { grantIdToken, type Grant } from './grant-id-token.ts';

/**
 * Gives a job that calls a workflow `id-token: write`. `asked` are the scopes that the called jobs ask for; `undefined`
 * where the files do not tell. GitHub refuses the whole run where a called job asks for more than its caller has.
 */
export function grantToCaller(
  job: WorkflowJob,
  asked: Readonly<Record<string, Access>> | undefined,
  called: CalledFiles,
): Grant {
  const { permissions, accessTo } = effectiveScopes(job);
  if (!permissions || permissions.form === 'none') {
    return asked
      ? grantIdToken(job, { asked, called })
      : {
          refusal: safe`what else the called workflow needs of the token is not told by the files`,
        };
  }
  const missing = Object.entries(asked ?? {}).find(
    ([scope, access]) => scope !== 'id-token' && isMore(access, accessTo(scope)),
  );
  if (missing) {
    const [scope, access] = missing;
    return {
      refusal: safe`the called workflow also asks for ${safeName(scope)}: ${safeName(access)}, which the job does not have`,
    };
  }
  return grantIdToken(job, { called });
}

function isMore(asked: Access, granted: Access | undefined): boolean {
  if (granted === undefined || granted === 'write') return false;
  return granted === 'read' ? asked === 'write' : asked !== 'none';
}
