import { parseAccessKeyId, safe, SecretValue, type SafeText } from '@keyless/core';
import type { AwsCredentials } from '../credentials.ts';
import { runCredentialProcess } from './credential-process.ts';
import type { Signer } from './failed-call.ts';
import { hostCredentials } from './host-credentials.ts';
import type { RefreshSource } from './refresh-plan.ts';
import type { RefreshPorts } from './refresh-ports.ts';
import { failure, type FoundCredentials, type RefreshFailure } from './result.ts';
import { loginCredentials, ssoCredentials } from './sign-in-credentials.ts';
import { webIdentityCredentials } from './web-identity-credentials.ts';

/** Credentials, and how to speak of them. */
export interface SigningCredentials {
  readonly credentials: AwsCredentials;
  readonly signer: Signer;
}

/** Gets the credentials that the first role of a chain is assumed with. */
export async function sourceCredentials(
  source: RefreshSource,
  ports: RefreshPorts,
): Promise<({ readonly ok: true } & SigningCredentials) | RefreshFailure> {
  const found = await readSource(source, ports);
  if (!found.ok) return found;
  return { ok: true, ...signedBy(source, found.credentials) };
}

/** Describes credentials for a failure's explanation. */
export function signedBy(
  source: { readonly kind: Signer['kind']; readonly profile: SafeText; readonly description: SafeText },
  credentials: AwsCredentials,
): SigningCredentials {
  const id = parseAccessKeyId(credentials.accessKeyId);
  return {
    credentials,
    signer: {
      kind: source.kind,
      profile: source.profile,
      description: source.description,
      keyId: id?.masked ?? safe`an id of unknown kind`,
      temporaryId: id?.kind === 'ASIA',
      hasToken: credentials.sessionToken !== undefined,
    },
  };
}

async function readSource(source: RefreshSource, ports: RefreshPorts): Promise<FoundCredentials> {
  switch (source.kind) {
    case 'static':
      return { ok: true, credentials: source.credentials };
    case 'environment':
      return readEnvironment(source.profile, ports.env);
    case 'process':
      ports.progress(safe`Running the credential process of profile ${source.profile}`);
      return runCredentialProcess(source, {
        env: ports.env,
        cwd: ports.home,
        signal: ports.signal,
        now: () => ports.clock(),
      });
    case 'sso':
      return ssoCredentials(source, ports);
    case 'login':
      return loginCredentials(source, ports);
    case 'web-identity':
      return webIdentityCredentials(source, ports);
    case 'container':
    case 'instance':
      return hostCredentials(source, ports);
  }
}

/** As botocore reads it (`EnvProvider`): an empty variable is none, and the legacy name of the token comes first. */
function readEnvironment(profile: SafeText, env: NodeJS.ProcessEnv): FoundCredentials {
  const id = env['AWS_ACCESS_KEY_ID'];
  const secret = env['AWS_SECRET_ACCESS_KEY'];
  const title = safe`The environment gave no keys for profile ${profile}`;
  if (!id || !secret) {
    return failure('source', {
      title,
      meaning: safe`credential_source = Environment, but ${id ? safe`AWS_SECRET_ACCESS_KEY` : safe`AWS_ACCESS_KEY_ID`} is not set where this program runs`,
      action: safe`Start the editor from a terminal that has the AWS variables, or use source_profile`,
    });
  }
  const token = [env['AWS_SECURITY_TOKEN'], env['AWS_SESSION_TOKEN']].find(
    (text) => text !== undefined && text !== '',
  );
  return {
    ok: true,
    credentials: {
      accessKeyId: new SecretValue(id),
      secretAccessKey: new SecretValue(secret),
      ...(token === undefined ? {} : { sessionToken: new SecretValue(token) }),
    },
  };
}
