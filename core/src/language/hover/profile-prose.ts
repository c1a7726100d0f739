import type { ChainEnd, ChainHop, ProfileChain } from '../../aws/profile-chain.ts';
import type { CredentialProvider } from '../../aws/credential-provider.ts';
import type { Profile, ProfileSetting } from '../../aws/profile.ts';
import { meantText } from '../../aws/profile-sso.ts';
import { pastedEnd, type CachedEnds } from '../../aws/session-end.ts';
import { safe, safeName } from '../../secret/safe-text.ts';
import { code, phrase, strong, type Block, type Phrase, type Prose } from '../prose.ts';
import { leftText, providerPhrase } from '../provider-words.ts';
import type { View } from '../surroundings.ts';
import { toolBlocks } from './tool-prose.ts';

/** Settings that tell how a profile is used, besides those of its credentials. */
const SHOWN_KEYS = ['role_session_name', 'duration_seconds', 'mfa_serial', 'region', 'output', 'services'];

/** How a profile comes to its credentials, hop by hop, with the place of each; who differs; how long it lasts. */
export function profileProse(view: View, name: string, ends: CachedEnds): Prose {
  const chain = view.profiles.chainOf(name);
  const title = strong(safe`Profile ${safeName(name)}`);
  if (!chain) return [phrase`${title} stands in neither config nor credentials.`];
  const [{ profile }] = chain.hops;
  return [
    phrase`${title}`,
    { list: 'ordered', items: chain.hops.map((hop) => hopPhrase(hop, view, ends)) },
    ...endBlocks(chain),
    ...toolBlocks(profile),
    ...settingBlocks(profile),
  ];
}

function hopPhrase({ profile, provider }: ChainHop, { now }: View, ends: CachedEnds): Phrase {
  const place = placeOf(decisive(provider), profile);
  const left = timePhrase(profile, provider, now, ends);
  return phrase`${code(safeName(profile.name))}: ${providerPhrase(provider)}${place}${left}`;
}

/** The setting that makes a profile what it is. */
function decisive(provider: CredentialProvider): ProfileSetting | undefined {
  switch (provider.type) {
    case 'role':
      return provider.roleArn;
    case 'web-identity':
      return provider.tokenFile;
    case 'sso':
      return provider.roleName ?? provider.accountId;
    case 'login':
      return provider.session;
    case 'process':
      return provider.command;
    case 'static':
      return provider.accessKeyId;
    case 'none':
      return undefined;
  }
}

/** The file, with the line for people who want to go there. */
function placeOf(setting: ProfileSetting | undefined, { config }: Profile): Phrase {
  if (!setting) return phrase` (${config ? safe`config` : safe`credentials`})`;
  const { document, entry, file } = setting;
  if (!entry) return phrase` (${safeName(file)})`;
  const line = document.source.lines.positionAt(entry.keyRange.start).line + 1;
  return phrase` (${safeName(file)}, line ${safe`${line}`})`;
}

function timePhrase(profile: Profile, { type }: CredentialProvider, now: Date, ends: CachedEnds): Phrase {
  if (type === 'static') {
    const pasted = pastedEnd(profile.settings);
    return pasted
      ? phrase` – ${leftText(pasted.expiresAt, now)} by ${code(safeName(pasted.setting.name))}`
      : [];
  }
  const cached = ends.get(profile.name);
  if (type !== 'role' || !cached) return [];
  switch (cached.state) {
    case 'absent':
      return phrase` – no session in the AWS CLI's cache`;
    case 'corrupt':
      return phrase` – its entry in the AWS CLI's cache is broken (${cached.reason}), so every command of the AWS CLI fails`;
    case 'soon':
      return phrase` – ${leftText(cached.expiresAt, now)}, so the AWS CLI assumes the role anew with its next command`;
    default:
      return phrase` – ${leftText(cached.expiresAt, now)}`;
  }
}

function endBlocks({ hops, end }: ProfileChain): readonly Block[] {
  const last = code(safeName((hops.at(-1) ?? hops[0]).profile.name));
  const problem = endPhrase(end, last);
  return problem ? [problem] : [];
}

function endPhrase(end: ChainEnd, last: ReturnType<typeof code>): Phrase | undefined {
  switch (end.type) {
    case 'root':
    case 'no-credentials':
      return undefined;
    case 'no-source':
      return phrase`Nothing says whose credentials assume the role of ${last}.`;
    case 'conflicting-sources':
      return phrase`${last} has both source_profile and credential_source, which the AWS CLI refuses.`;
    case 'dangling':
      return end.name === undefined
        ? phrase`The source of ${last} is no name of a profile.`
        : phrase`${code(safeName(end.name))}, the source of ${last}, does not exist.`;
    case 'cycle':
      return phrase`${last} leads back to ${code(safeName(end.name))}: a circle, which the AWS CLI refuses.`;
  }
}

/** The file is told where the profile stands in both. */
function settingBlocks({ settings, config, credentials }: Profile): readonly Block[] {
  const items = SHOWN_KEYS.flatMap((key): readonly Phrase[] => {
    const setting = settings.get(key);
    const text = meantText(setting);
    if (!setting || text === undefined || text === '') return [];
    const file = config && credentials ? phrase` (${safeName(setting.file)})` : [];
    return [phrase`${code(safeName(key))} ${code(safeName(text))}${file}`];
  });
  return items.length === 0 ? [] : [{ list: 'bullets', items }];
}
