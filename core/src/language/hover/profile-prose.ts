import type { ChainHop } from '../../aws/profile-chain.ts';
import type { CredentialProvider } from '../../aws/credential-provider.ts';
import type { Profile } from '../../aws/profile.ts';
import { meantText } from '../../aws/profile-sso.ts';
import { endText, pastedEnd, type SessionEnd, type KnownEnds } from '../../aws/session-end.ts';
import { safe, safeName } from '../../secret/safe-text.ts';
import { code, phrase, strong, type Block, type Phrase, type Prose } from '../prose.ts';
import { leftText } from '../provider-words.ts';
import type { View } from '../surroundings.ts';
import { endBlocks, hopPhrase } from './chain-prose.ts';
import { toolBlocks } from './tool-prose.ts';

/** Settings that tell how a profile is used, besides those of its credentials. */
const SHOWN_KEYS = ['role_session_name', 'duration_seconds', 'mfa_serial', 'region', 'output', 'services'];

/** How a profile comes to its credentials, hop by hop, with the place of each; who differs; how long it lasts. */
export function profileProse(view: View, name: string, ends: KnownEnds): Prose {
  const chain = view.profiles.chainOf(name);
  const title = strong(safe`Profile ${safeName(name)}`);
  if (!chain) return [phrase`${title} stands in neither config nor credentials.`];
  const [{ profile }] = chain.hops;
  return [
    phrase`${title}`,
    { list: 'ordered', items: chain.hops.map((hop) => timedHop(hop, view, ends)) },
    ...endBlocks(chain),
    ...toolBlocks(profile),
    ...settingBlocks(profile),
  ];
}

function timedHop(hop: ChainHop, { now }: View, ends: KnownEnds): Phrase {
  return phrase`${hopPhrase(hop)}${timePhrase(hop, now, ends)}`;
}

function timePhrase({ profile, provider: { type } }: ChainHop, now: Date, ends: KnownEnds): Phrase {
  const pasted = type === 'static' ? pastedEnd(profile.settings) : undefined;
  if (pasted) return phrase` – ${leftText(pasted.expiresAt, now)} by ${code(safeName(pasted.setting.name))}`;
  const end = ends.get(profile.name);
  return end ? phrase` – ${endPhraseOf(end, type, now)}` : [];
}

function endPhraseOf(end: SessionEnd, type: CredentialProvider['type'], now: Date): Phrase {
  switch (end.state) {
    case 'absent':
      return end.signIn === true ? phrase`not signed in` : phrase`no session in the AWS CLI's cache`;
    case 'corrupt':
      return phrase`its entry in the AWS CLI's cache is broken (${end.reason}), so every command of the AWS CLI fails`;
    default: {
      if (end.renews === true) return phrase`${leftText(end.expiresAt, now)}; the AWS CLI renews it`;
      const left = end.signIn === true ? endText(end, now) : leftText(end.expiresAt, now);
      return end.state === 'soon' && type === 'role'
        ? phrase`${left}, so the AWS CLI assumes the role anew with its next command`
        : [left];
    }
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
