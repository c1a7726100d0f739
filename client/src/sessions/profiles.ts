import {
  listRoleProfiles,
  loadProfiles,
  loadSts,
  planRefresh,
  refreshProfile,
  type ProfilesRefusal,
} from '@keyless/sessions';
import type { Profiles } from '../commands/refresh-assumed-role.ts';

/** Reads the AWS files of this machine as the AWS CLI does. */
export async function readProfiles(env: NodeJS.ProcessEnv, home: string): Promise<Profiles> {
  const loaded = await loadProfiles(env, home);
  const clock = () => new Date();
  return {
    refusal: loaded.ok ? undefined : refusalMessage(loaded.refusal),
    roleProfiles: () => listRoleProfiles(loaded, { now: clock() }),
    refresh: (profile, ports) =>
      refreshProfile(planRefresh(loaded, profile), { ...ports, clock, loadSts, env, home }),
  };
}

function refusalMessage({ file, line, reason }: ProfilesRefusal): string {
  return `The AWS CLI refuses ${file}${line === undefined ? '' : `, line ${line}`}: ${reason}. No profile works until that is mended.`;
}
