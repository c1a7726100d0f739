import { safe } from '@keyless/core';
import { loadPort } from './load-port.ts';
import type { HostSource } from './refresh-plan.ts';
import type { RefreshPorts } from './refresh-ports.ts';
import { cancelled, failure, type FoundCredentials } from './result.ts';
import { safeSaid } from './safe-said.ts';

const HOSTS = { container: safe`container`, instance: safe`instance` };

/** Gets the session of the role that the container or the instance around this program runs with. */
export async function hostCredentials(source: HostSource, ports: RefreshPorts): Promise<FoundCredentials> {
  const sts = await loadPort(ports);
  if (!sts.ok) return sts;
  ports.progress(safe`Asking the ${HOSTS[source.kind]} for the session of its role`);
  const outcome = await sts.port.hostCredentials(source.kind, ports.signal);
  if (outcome.ok) return outcome;
  const reason = outcome.failure;
  if (reason.type === 'cancelled') return cancelled();
  return failure('source', {
    title: safe`The ${HOSTS[source.kind]} gave no session for profile ${source.profile}`,
    ...(reason.message === '' ? {} : { said: safeSaid(reason.message) }),
    ...(source.kind === 'container'
      ? {
          meaning: safe`This program runs in no container that has a role, or the container does not tell it where to ask`,
          action: safe`Run it where AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or AWS_CONTAINER_CREDENTIALS_FULL_URI is set, or use source_profile`,
        }
      : {
          meaning: safe`This machine is no EC2 instance with a role, or its metadata service does not answer`,
          action: safe`Run it on the instance, or use source_profile`,
        }),
  });
}
