import type { Profile } from '../../aws/profile.ts';
import { headerForm, plainHeader } from '../../documents/ini/header-form.ts';
import type { IniSection } from '../../documents/ini/nodes.ts';
import { safe, safeName, type SafeText } from '../../secret/safe-text.ts';
import type { RewriteContext } from '../rewrite.ts';
import type { ProfilePlaces } from './profile-places.ts';

/** Why a profile's keys are not rewritten: what to do instead, as a full sentence. */
export type RoleRefusal = SafeText;

/** Keys that make a profile get its credentials in another way, in the order in which botocore asks for them. */
const OTHER_PROVIDERS = [
  'credential_source',
  'web_identity_token_file',
  'sso_session',
  'sso_account_id',
  'sso_role_name',
  'sso_start_url',
  'login_session',
  'credential_process',
] as const;

/**
 * Why the keys of a profile cannot give way to a role; `undefined` where they can. A profile that gets credentials in
 * another way needs none: without its keys all tools take that way, and a role beside it would be a second one, which
 * Go and, with `credential_source`, botocore refuse.
 */
export function roleRefusal(
  section: IniSection,
  places: ProfilePlaces,
  context: RewriteContext,
): RoleRefusal | undefined {
  const profile = context.profiles.profiles.get(section.name);
  const other = profile && otherProviderOf(profile);
  if (other !== undefined)
    return safe`Delete the keys: the profile gets its credentials by ${safeName(other)} already.`;
  if ([places.config, places.credentials].some((place) => (place?.sections.length ?? 0) > 1))
    return safe`Let the profile assume a role instead; this is not rewritten automatically because the profile has several sections in one file.`;
  if (!isPlainName(section, context))
    return safe`Let the profile assume a role instead; this is not rewritten automatically because the section's header is not read as a profile by every tool.`;
  if (!places.config && !hasConfig(context))
    return safe`Delete the keys here and give the profile role_arn and source_profile in the config file.`;
  return undefined;
}

function otherProviderOf({ settings }: Profile): string | undefined {
  return OTHER_PROVIDERS.find((name) => settings.has(name));
}

/** Whether the header means a profile, and its name can be written into a config file. */
function isPlainName({ name, rawName }: IniSection, { model }: RewriteContext): boolean {
  const { document } = model;
  if (document.format !== 'ini' || headerForm(document.kind, rawName)?.name !== name) return false;
  const header = plainHeader('aws-config', { type: 'profile', name });
  return !/[[\]\r\n]/u.test(header) && headerForm('aws-config', header)?.name === name;
}

function hasConfig({ model, facts }: RewriteContext): boolean {
  return (
    model.document.kind === 'aws-config' ||
    facts.awsFiles.config !== undefined ||
    facts.awsFiles.newConfig !== undefined
  );
}
