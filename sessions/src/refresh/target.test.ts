import { describe, expect, it } from 'vitest';
import { NO_SECTION, resolveTarget, type TargetInput } from './target.ts';

interface Given {
  readonly env?: NodeJS.ProcessEnv;
  readonly profile?: Readonly<Record<string, string>>;
  readonly services?: Readonly<Record<string, string | undefined>>;
  readonly partition?: string;
}

function target({
  env = {},
  profile = {},
  services = {},
  partition = 'aws',
}: Given): ReturnType<typeof resolveTarget> {
  const input: TargetInput = {
    env,
    home: '/home/me',
    setting: (key) => profile[key],
    serviceEndpoint: (name) => (name in services ? services[name] : NO_SECTION),
    service: 'sts',
    partition,
  };
  return resolveTarget(input);
}

describe('the region', () => {
  it.each<[Given, string]>([
    [{}, 'us-east-1'],
    [{ profile: { region: 'eu-west-1' } }, 'eu-west-1'],
    [{ profile: { region: 'eu-west-1' }, env: { AWS_DEFAULT_REGION: 'eu-west-2' } }, 'eu-west-2'],
    [{ env: { AWS_REGION: 'eu-west-3', AWS_DEFAULT_REGION: 'eu-west-2' } }, 'eu-west-3'],
    [{ profile: { region: 'eu-west-1' }, env: { AWS_REGION: '' } }, 'eu-west-1'],
    [{ partition: 'aws-cn' }, 'cn-north-1'],
    [{ partition: 'aws-us-gov', env: { AWS_REGION: 'us-east-1' } }, 'us-gov-west-1'],
    [
      { partition: 'aws-cn', env: { AWS_REGION: 'us-east-1' }, profile: { region: 'cn-northwest-1' } },
      'cn-northwest-1',
    ],
    [{ partition: 'aws-new', env: { AWS_REGION: 'xx-new-1' } }, 'xx-new-1'],
  ])('%# is %s', (given, region) => {
    expect(target(given)).toMatchObject({ region });
  });

  it.each(['us-east-1 # home', '-x', 'a_b', '123'])('refuses %s', (region) => {
    expect(target({ profile: { region } })).toMatchObject({
      problem: expect.stringMatching(/is no region/) as string,
    });
  });
});

describe('the endpoint', () => {
  const everywhere: Given = {
    env: { AWS_ENDPOINT_URL_STS: 'http://one', AWS_ENDPOINT_URL: 'http://two' },
    profile: { services: 's', endpoint_url: 'http://four' },
    services: { s: 'http://three' },
  };

  it.each<[Given, string | undefined]>([
    [{}, undefined],
    [everywhere, 'http://one'],
    [{ ...everywhere, env: { AWS_ENDPOINT_URL_STS: '', AWS_ENDPOINT_URL: 'http://two' } }, 'http://two'],
    [{ ...everywhere, env: {} }, 'http://three'],
    [{ ...everywhere, env: {}, services: { s: undefined } }, 'http://four'],
    [{ profile: { endpoint_url: '' } }, undefined],
    [{ ...everywhere, env: { ...everywhere.env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' } }, undefined],
    [{ profile: { endpoint_url: 'http://four', ignore_configured_endpoint_urls: 'True' } }, undefined],
    [{ ...everywhere, profile: { services: 'missing' } }, 'http://one'],
  ])('%# is %s', (given, endpoint) => {
    expect(target(given)).toMatchObject({ endpoint });
  });

  it('needs the section that the profile names', () => {
    expect(target({ profile: { services: 'missing' } })).toMatchObject({
      problem: 'The profile uses the section [services missing], which the config file does not have',
    });
  });

  it.each(['localhost:4566', 'ftp://x', 'nonsense', 'http://'])('refuses %s', (endpoint) => {
    expect(target({ env: { AWS_ENDPOINT_URL: endpoint } })).toMatchObject({
      problem: expect.stringMatching(/is no web address/) as string,
    });
  });
});

describe('the variants', () => {
  it('are off unless asked for', () => {
    expect(target({})).toMatchObject({ globalEndpoint: false, fips: false, dualStack: false });
    expect(target({})).not.toHaveProperty('caBundle', expect.anything());
  });

  it('come from the profile, and the environment goes first', () => {
    const profile = {
      sts_regional_endpoints: 'legacy',
      use_fips_endpoint: 'TRUE',
      use_dualstack_endpoint: 'true',
      ca_bundle: 'ca.pem',
    };
    expect(target({ profile })).toMatchObject({ globalEndpoint: true, fips: true, dualStack: true });
    const env = {
      AWS_STS_REGIONAL_ENDPOINTS: 'regional',
      AWS_USE_FIPS_ENDPOINT: 'false',
      AWS_USE_DUALSTACK_ENDPOINT: 'false',
      AWS_CA_BUNDLE: '/etc/ca.pem',
    };
    expect(target({ profile, env })).toMatchObject({
      globalEndpoint: false,
      fips: false,
      dualStack: false,
      caBundle: '/etc/ca.pem',
    });
  });

  it('looks for a relative bundle in the home folder', () => {
    expect(target({ profile: { ca_bundle: 'ca.pem' } })).toMatchObject({
      caBundle: expect.stringMatching(/me[/\\]ca\.pem$/) as string,
    });
  });

  it('asks no configured endpoint for a dual stack', () => {
    const profile = { endpoint_url: 'http://localhost:1', use_dualstack_endpoint: 'true' };
    expect(target({ profile })).toMatchObject({ dualStack: false });
  });
});
