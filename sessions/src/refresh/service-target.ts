import type { Profile } from '@keyless/core';
import type { ReadProfiles } from '../profiles.ts';
import { BLOCK, settingValue } from '../setting-text.ts';
import type { StsTarget } from '../sts-port.ts';
import { NO_SECTION, resolveTarget, type ServiceChoice, type TargetProblem } from './target.ts';

/** Where a service is for a profile: by the environment and the profile's own settings. */
export function serviceTarget(
  loaded: ReadProfiles,
  profile: Profile,
  choice: ServiceChoice,
): StsTarget | TargetProblem {
  return resolveTarget({
    ...choice,
    env: loaded.env,
    home: loaded.home,
    setting: (key) => {
      const value = settingValue(profile.settings.get(key));
      return value === BLOCK ? undefined : value;
    },
    serviceEndpoint: (services) => serviceEndpoint(loaded, services, choice.service),
  });
}

/** `endpoint_url` in the block of the service, such as `sts =`, of a section `[services NAME]`. */
function serviceEndpoint(
  { graph }: ReadProfiles,
  name: string,
  service: string,
): string | undefined | typeof NO_SECTION {
  const section = graph.services.get(name);
  if (!section) return NO_SECTION;
  const block = section.settings.get(service)?.value;
  if (!(block instanceof Map)) return undefined;
  const endpoint: unknown = (block as ReadonlyMap<string, { readonly value: unknown }>).get(
    'endpoint_url',
  )?.value;
  return typeof endpoint === 'string' ? endpoint : undefined;
}
