import {
  listRoleProfiles,
  listSessionProfiles,
  loadProfiles,
  loadSts,
  planRefresh,
  refreshProfile,
  type ProfilesRefusal,
  type RefreshResult,
  type SessionProfile,
} from '@keyless/sessions';
import type { PersonPorts, Profiles } from '../commands/refresh-assumed-role.ts';

/** The profiles as they are on the disk at one moment, those included that cannot be refreshed. */
export interface DiskProfiles extends Profiles {
  sessionProfiles(): Promise<readonly SessionProfile[]>;
  /**
   * Refreshes where nobody has to be asked; `undefined` where somebody would have to, or where a program of the person's
   * own would run, which may ask for anything.
   */
  refreshQuietly(profile: string, progress: PersonPorts['progress']): Promise<RefreshResult | undefined>;
}

/** Reads the AWS files of this machine as the AWS CLI does. */
export async function readProfiles(env: NodeJS.ProcessEnv, home: string): Promise<DiskProfiles> {
  const loaded = await loadProfiles(env, home);
  const clock = () => new Date();
  const run = (plan: ReturnType<typeof planRefresh>, ports: PersonPorts): Promise<RefreshResult> =>
    refreshProfile(plan, { ...ports, clock, loadSts, env, home });
  return {
    refusal: loaded.ok ? undefined : refusalMessage(loaded.refusal),
    sessionProfiles: () => listSessionProfiles(loaded, { now: clock() }),
    roleProfiles: () => listRoleProfiles(loaded, { now: clock() }),
    refresh: (profile, ports) => run(planRefresh(loaded, profile), ports),
    refreshQuietly: async (profile, progress) => {
      const plan = planRefresh(loaded, profile);
      if (plan.ok && plan.source.kind === 'process') return undefined;
      const { signal } = new AbortController();
      const result = await run(plan, { progress, signal, askMfaCode: () => Promise.resolve(undefined) });
      return !result.ok && result.kind === 'cancelled' ? undefined : result;
    },
  };
}

/** Why the AWS CLI refuses a file, in sentences. */
export function refusalMessage({ file, line, reason }: ProfilesRefusal): string {
  return `The AWS CLI refuses ${file}${line === undefined ? '' : `, line ${line}`}: ${reason}. No profile works until that is mended.`;
}
