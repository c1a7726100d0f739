import { safe, type SafeText } from '@keyless/core';
import { safeArn } from '../safe-path.ts';
import type { StsTarget } from '../sts-port.ts';
import type { CalledService } from './failed-call.ts';

const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'];

/** Describes a service and the way to it, for the explanation of a call that got no answer. */
export function calledService(
  { region, endpoint, caBundle }: StsTarget,
  service: SafeText,
  env: NodeJS.ProcessEnv,
): CalledService {
  const shown = safeArn(region);
  return {
    region: shown,
    host: endpoint === undefined ? safe`${service} in ${shown}` : safeArn(new URL(endpoint).host),
    proxy: PROXIES.some((name) => Boolean(env[name])),
    caBundle: caBundle !== undefined,
  };
}
