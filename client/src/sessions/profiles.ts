import {
  listRoleProfiles,
  listSessionProfiles,
  loadProfiles,
  loadSts,
  planRefresh,
  refreshProfile,
  type ProfilesRefusal,
  type SessionProfile,
} from '@keyless/sessions';
import type { Profiles } from '../commands/refresh-assumed-role.ts';

/** The profiles as they are on the disk at one moment, those included that cannot be refreshed. */
export interface DiskProfiles extends Profiles {
  sessionProfiles(): Promise<readonly SessionProfile[]>;
}

/** Reads the AWS files of this machine as the AWS CLI does. */
export async function readProfiles(env: NodeJS.ProcessEnv, home: string): Promise<DiskProfiles> {
  const loaded = await loadProfiles(env, home);
  const clock = () => new Date();
  return {
    refusal: loaded.ok ? undefined : refusalMessage(loaded.refusal),
    sessionProfiles: () => listSessionProfiles(loaded, { now: clock() }),
    roleProfiles: () => listRoleProfiles(loaded, { now: clock() }),
    refresh: (profile, ports) =>
      refreshProfile(planRefresh(loaded, profile), { ...ports, clock, loadSts, env, home }),
  };
}

function refusalMessage({ file, line, reason }: ProfilesRefusal): string {
  return `The AWS CLI refuses ${file}${line === undefined ? '' : `, line ${line}`}: ${reason}. No profile works until that is mended.`;
}
