import {
  credentialsInUse,
  explainIncident,
  findFailures,
  type FailedCommand,
  type Incident,
  type LoadedProfiles,
} from '@keyless/sessions';

/** The AWS failure in an output, explained; `undefined` where there is none. Profiles are read only where there is one. */
export async function explainOutput(
  output: string,
  command: FailedCommand,
  loadProfiles: () => Promise<LoadedProfiles>,
): Promise<Incident | undefined> {
  const [failure] = findFailures(output);
  if (!failure) return undefined;
  const loaded = await loadProfiles();
  return explainIncident(failure, loaded.ok ? credentialsInUse(loaded, command) : undefined);
}
