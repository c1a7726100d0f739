import { isAbsolute, resolve } from 'node:path';
import { partitionOfRegion, safe, safeName, type SafeText } from '@keyless/core';
import type { StsTarget } from '../sts-port.ts';
import { safeSaid } from './safe-said.ts';

/** Stands for a section `[services NAME]` that the config file does not have. */
export const NO_SECTION = Symbol('no section');

/** Which service is looked for: STS in the partition of the roles, or the portal of IAM Identity Center in its region. */
export type ServiceChoice =
  | {
      readonly service: 'sts';
      /** Partition of the roles: `aws`, `aws-cn` … */
      readonly partition: string;
    }
  | { readonly service: 'sso'; readonly region: string };

/** What decides where a service is. */
export type TargetInput = ServiceChoice & Surroundings;

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** A plain setting of the profile that is refreshed. The AWS CLI uses it for all roles of the chain. */
  readonly setting: (key: string) => string | undefined;
  /** `endpoint_url` of the service in a `[services NAME]` section; `NO_SECTION` where there is no such section. */
  readonly serviceEndpoint: (services: string) => string | undefined | typeof NO_SECTION;
}

/** Why there is no target. */
export interface TargetProblem {
  readonly problem: SafeText;
  readonly action: SafeText;
}

/** The region that signs where neither the environment nor the profile names one. */
const DEFAULT_REGIONS: ReadonlyMap<string, string> = new Map([
  ['aws', 'us-east-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-eusc', 'eusc-de-east-1'],
  ['aws-iso', 'us-iso-east-1'],
  ['aws-iso-b', 'us-isob-east-1'],
  ['aws-iso-e', 'eu-isoe-west-1'],
  ['aws-iso-f', 'us-isof-south-1'],
]);

/** All that botocore asks of a region: it becomes a part of a host's name. */
const REGION = /^(?![0-9]+$)(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/u;

/**
 * Finds out where a service is, in the AWS CLI's order of precedence:
 * - region: that of IAM Identity Center as its settings say; for STS `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's `region`, the main region of the roles' partition. One
 *   of another partition is passed over: a call there could only fail, because no key is known in two partitions;
 * - endpoint: `AWS_ENDPOINT_URL_STS` or `…_SSO`, `AWS_ENDPOINT_URL`, the profile's `[services]` section, the profile's
 *   `endpoint_url`; none of them with `ignore_configured_endpoint_urls`. The empty ones are none;
 * - `sts_regional_endpoints`, `use_fips_endpoint`, `use_dualstack_endpoint`, `ca_bundle`: variable, then profile.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function resolveTarget(input: TargetInput): StsTarget | TargetProblem {
  const region = chooseRegion(input);
  if (!REGION.test(region)) {
    return {
      problem: safe`${safeName(region)} is no region`,
      action: safe`Correct AWS_REGION, AWS_DEFAULT_REGION or the profile's region; a comment behind a value counts as part of it`,
    };
  }
  const endpoint = chooseEndpoint(input);
  if (typeof endpoint === 'object') return endpoint;
  const caBundle = firstOf(input.env['AWS_CA_BUNDLE'], input.setting('ca_bundle'));
  return {
    region,
    endpoint,
    globalEndpoint: choose(input, 'AWS_STS_REGIONAL_ENDPOINTS', 'sts_regional_endpoints') === 'legacy',
    fips: isTrue(choose(input, 'AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint')),
    // A configured endpoint has no second variant.
    dualStack:
      endpoint === undefined && isTrue(choose(input, 'AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint')),
    caBundle: caBundle === undefined || isAbsolute(caBundle) ? caBundle : resolve(input.home, caBundle),
  };
}

function chooseRegion(input: TargetInput): string {
  if (input.service === 'sso') return input.region;
  const { env, setting, partition } = input;
  const named = [env['AWS_REGION'], env['AWS_DEFAULT_REGION'], setting('region')].filter(
    (region): region is string => region !== undefined && region !== '',
  );
  const fitting = named.find((region) => partitionOfRegion(region) === partition);
  return fitting ?? DEFAULT_REGIONS.get(partition) ?? named[0] ?? 'us-east-1';
}

function chooseEndpoint(input: TargetInput): string | undefined | TargetProblem {
  if (isTrue(choose(input, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'ignore_configured_endpoint_urls')))
    return undefined;
  const { env, setting } = input;
  const endpoint =
    firstOf(env[`AWS_ENDPOINT_URL_${input.service.toUpperCase()}`], env['AWS_ENDPOINT_URL']) ??
    serviceEndpoint(input) ??
    setting('endpoint_url');
  if (typeof endpoint !== 'string' || endpoint === '') return endpoint === '' ? undefined : endpoint;
  if (isWebAddress(endpoint)) return endpoint;
  return {
    problem: safe`The endpoint ${safeSaid(endpoint)} is no web address`,
    action: safe`Write it with its scheme, such as http://localhost:4566; a comment behind a value counts as part of it`,
  };
}

function serviceEndpoint({
  setting,
  serviceEndpoint: lookUp,
}: TargetInput): string | undefined | TargetProblem {
  const services = setting('services');
  if (services === undefined) return undefined;
  const endpoint = lookUp(services);
  if (endpoint !== NO_SECTION) return endpoint === '' ? undefined : endpoint;
  return {
    problem: safe`The profile uses the section [services ${safeName(services)}], which the config file does not have`,
    action: safe`Add that section or remove services from the profile: the AWS CLI fails on it too`,
  };
}

function isWebAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/u.test(url.protocol) && url.hostname !== '';
}

/** An environment variable that is set, even to nothing, hides the profile's setting, as in botocore. */
function choose({ env, setting }: TargetInput, variable: string, key: string): string | undefined {
  return env[variable] ?? setting(key);
}

function firstOf(...texts: readonly (string | undefined)[]): string | undefined {
  return texts.find((text) => text !== undefined && text !== '');
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}
