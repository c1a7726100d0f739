import type { CredentialProvider } from '../aws/credential-provider.ts';
import { foreignHost } from '../aws/endpoint-host.ts';
import { settingText, type Profile } from '../aws/profile.ts';
import type { ProfileGraph } from '../aws/profile-graph.ts';
import { profileOfSetting } from '../aws/setting-in-force.ts';
import { meantValue } from '../documents/ini/meant-value.ts';
import type { IniEntry } from '../documents/ini/nodes.ts';
import { isBlock, plainText } from '../documents/ini/readers/reading.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';

/** Services that hand out credentials, by their key in a services section. */
const SERVICES: ReadonlyMap<string, SafeText> = new Map([
  ['sts', safe`STS`],
  ['sso', safe`IAM Identity Center`],
  ['sso_oidc', safe`the sign-in of IAM Identity Center`],
  ['signin', safe`the sign-in of aws login`],
]);

/** Which of them a profile asks. */
const ASKED: Readonly<Record<CredentialProvider['type'], string | undefined>> = {
  role: 'sts',
  'web-identity': 'sts',
  sso: 'sso',
  login: 'signin',
  static: undefined,
  process: undefined,
  none: undefined,
};

/**
 * All SDKs honour `endpoint_url` for STS and IAM Identity Center too: the host behind it receives the web identity or
 * sign-in token, and everything that it answers is taken for credentials.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export default defineRule({
  meta: {
    id: 'redirected-endpoint',
    summary: 'Ask AWS itself for credentials',
    category: 'Role chains',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'warning',
    confidence: 'medium',
    messages: {
      service:
        'Requests to {service} go to {host}, which is neither AWS nor this machine and gets to see tokens and credentials. Delete endpoint_url unless you trust that host with them.',
      everything:
        'endpoint_url of profile {profile} holds for {service} as well, so the profile gets its credentials from {host}, which is neither AWS nor this machine. Set it in a services section for just the service that it is meant for.',
    },
    fixes: {},
    since: '0.1.0',
    references: ['https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html'],
    cwe: [522, 923],
  },
  bySection: true,
  create: (context) => ({
    entryNames: ['endpoint_url'],
    entry: (entry, section) => {
      const { document } = context.model;
      const meant = document.format === 'ini' ? meantValue(document, entry) : undefined;
      const host = meant && foreignHost(meant.text);
      if (!meant || host === undefined) return;
      const { profiles } = context;
      if (section.type === 'services') {
        const service = isInUse(section.name, profiles) ? serviceOf(entry) : undefined;
        const place = { range: meant.range, anchor: safe`services ${safeName(section.name)}` };
        if (service)
          context.report({ messageId: 'service', data: { service, host: safeName(host) }, ...place });
        return;
      }
      const profile = profileOfSetting(entry, section, profiles);
      const service = profile && askedThere(profile, profiles);
      if (!service) return;
      context.report({
        messageId: 'everything',
        range: meant.range,
        anchor: safe`profile ${safeName(profile.name)}`,
        data: { profile: safeName(profile.name), service, host: safeName(host) },
      });
    },
  }),
});

function serviceOf({ parent }: IniEntry): SafeText | undefined {
  return parent && SERVICES.get(parent.name);
}

/** A section that nobody names yet counts; one is out of use where all that name it ignore configured addresses. */
function isInUse(name: string, { profiles }: ProfileGraph): boolean {
  const users = [...profiles.values()].filter((profile) => settingText(profile, 'services') === name);
  return users.length === 0 || !users.every(ignoresAddresses);
}

function ignoresAddresses(profile: Profile): boolean {
  return /^true$/iu.test(settingText(profile, 'ignore_configured_endpoint_urls') ?? '');
}

/** The service that a profile asks for credentials at its own address; one of the services section comes before that. */
function askedThere(profile: Profile, graph: ProfileGraph): SafeText | undefined {
  const asked = ASKED[graph.providerOf(profile.name).type];
  if (asked === undefined || ignoresAddresses(profile)) return undefined;
  const block = graph.services.get(settingText(profile, 'services') ?? '')?.settings.get(asked)?.value;
  const own = block !== undefined && isBlock(block) ? plainText(block.get('endpoint_url')) : undefined;
  return own === undefined || own === '' ? SERVICES.get(asked) : undefined;
}
