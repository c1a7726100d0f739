import { isBlock } from '../../documents/ini/readers/reading.ts';
import { meantText } from '../../aws/profile-sso.ts';
import type { ProfileSettings } from '../../aws/profile-setting.ts';
import { plainText } from '../../documents/ini/readers/reading.ts';
import { safe, safeName } from '../../secret/safe-text.ts';
import { code, joined, phrase, strong, type Block, type Phrase, type Prose } from '../prose.ts';
import type { View } from '../surroundings.ts';

/** More names than these make a hover unreadable. */
const MOST_NAMES = 8;

/** A sign-in to IAM Identity Center: where, and which profiles use it. */
export function ssoSessionProse({ profiles }: View, name: string): Prose {
  const section = profiles.ssoSessions.get(name);
  const title = phrase`${strong(safe`sso-session ${safeName(name)}`)}`;
  if (!section) return [phrase`${title} does not exist.`];
  return [
    title,
    ...listOf(
      ['sso_start_url', 'sso_region', 'sso_registration_scopes'].flatMap((key) =>
        settingLine(section.settings, key),
      ),
    ),
    usersPhrase(profiles, 'sso_session', name),
  ];
}

/** Addresses of single services, and which profiles use them. */
export function servicesProse({ profiles }: View, name: string): Prose {
  const section = profiles.services.get(name);
  const title = phrase`${strong(safe`services ${safeName(name)}`)}`;
  if (!section) return [phrase`${title} does not exist.`];
  const addresses = [...section.settings.values()].flatMap((setting): readonly Phrase[] => {
    if (!isBlock(setting.value)) return [];
    const address = plainText(setting.value.get('endpoint_url'));
    return address === undefined ? [] : [phrase`${code(safeName(setting.name))}: ${code(safeName(address))}`];
  });
  return [title, ...listOf(addresses), usersPhrase(profiles, 'services', name)];
}

/** A setting with its value; nothing for a missing one, a block and a secret. */
function settingLine(settings: ProfileSettings, key: string): readonly Phrase[] {
  const text = meantText(settings.get(key));
  return text === undefined ? [] : [phrase`${code(safeName(key))} ${code(safeName(text))}`];
}

function listOf(items: readonly Phrase[]): readonly Block[] {
  return items.length === 0 ? [] : [{ list: 'bullets', items }];
}

function usersPhrase({ profiles }: View['profiles'], key: string, name: string): Phrase {
  const users = [...profiles.values()]
    .filter(({ settings }) => meantText(settings.get(key)) === name)
    .map((profile): Phrase => [code(safeName(profile.name))]);
  if (users.length === 0) return phrase`No profile uses it.`;
  const rest = users.length - MOST_NAMES;
  const more = rest > 0 ? phrase` and ${safe`${rest}`} more` : [];
  return phrase`Used by ${joined(users.slice(0, MOST_NAMES))}${more}.`;
}
