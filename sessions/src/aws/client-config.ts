import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import type { SSOClientConfig } from '@aws-sdk/client-sso';
import type { STSClientConfig } from '@aws-sdk/client-sts';
import type { AwsCredentials } from '../credentials.ts';
import type { StsTarget } from '../sts-port.ts';

/** The first call and two repetitions: whoever waits for a prompt wants an answer soon. */
const MAX_ATTEMPTS = 3;

/** Milliseconds. */
const CONNECTION_TIMEOUT = 5_000;
const REQUEST_TIMEOUT = 15_000;

/** The certificates of a target; `unreadable` where its file cannot be read. */
export async function readBundle({ caBundle }: StsTarget): Promise<Buffer | undefined | 'unreadable'> {
  return caBundle === undefined ? undefined : readFile(caBundle).catch(() => 'unreadable' as const);
}

/** The settings of a client of STS. Without credentials it makes calls that nothing signs. */
export function stsConfig(
  credentials: AwsCredentials | undefined,
  target: StsTarget,
  ca: Buffer | undefined,
): STSClientConfig {
  return {
    ...commonConfig(target, ca),
    useGlobalEndpoint: target.globalEndpoint,
    sigv4aSigningRegionSet: () => Promise.resolve(undefined),
    ...(credentials && {
      credentials: {
        accessKeyId: credentials.accessKeyId.expose(),
        secretAccessKey: credentials.secretAccessKey.expose(),
        ...(credentials.sessionToken ? { sessionToken: credentials.sessionToken.expose() } : {}),
      },
    }),
  };
}

/** The settings of a client of IAM Identity Center's portal, whose calls carry a token instead of a signature. */
export function portalConfig(target: StsTarget, ca: Buffer | undefined): SSOClientConfig {
  return commonConfig(target, ca);
}

function commonConfig(target: StsTarget, ca: Buffer | undefined) {
  return {
    region: target.region,
    ...(target.endpoint === undefined ? {} : { endpoint: target.endpoint }),
    useFipsEndpoint: target.fips,
    useDualstackEndpoint: target.dualStack,
    maxAttempts: MAX_ATTEMPTS,
    retryMode: 'standard',
    defaultsMode: 'standard',
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT,
      requestTimeout: REQUEST_TIMEOUT,
      throwOnRequestTimeout: true,
      ...(ca ? { httpsAgent: new Agent({ ca }) } : {}),
    },
    // What is left out here, the SDK would look up in ~/.aws and in the environment.
    ignoreConfiguredEndpointUrls: true,
    authSchemePreference: [],
    userAgentAppId: () => Promise.resolve(undefined),
    customUserAgent: 'keyless',
  } as const satisfies SSOClientConfig;
}
