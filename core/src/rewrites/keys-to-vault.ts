import { partOfProfileKey } from '../aws/credential-names.ts';
import type { Profile } from '../aws/profile.ts';
import { otherSourcesOf } from '../aws/profile-key-gaps.ts';
import { isGiven } from '../aws/profile-use.ts';
import { isExpiryKey } from '../aws/session-notes.ts';
import type { IniDocument, IniSection } from '../documents/ini/nodes.ts';
import { styleOf } from '../documents/ini/style.ts';
import { replaceLines } from '../text/line-edits.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { vaultProcess } from './base-identity.ts';
import type { RewriteContext } from './rewrite.ts';
import { iniEditsConfirmed } from './verify-ini.ts';

/** Names that shells, aws-vault and every tool read back as they are written. */
const PLAIN_NAME = /^[\w.@+-]+$/u;

/**
 * Takes a user's keys out of the credentials file and lets aws-vault, into which the person puts them first, give them
 * to the tools. Only where the keys are all that the profile has: what else it says would decide who is used then.
 */
export function keysToVault(
  section: IniSection,
  document: IniDocument,
  { profiles }: RewriteContext,
): readonly TextEdit[] | undefined {
  const profile = profiles.profiles.get(section.name);
  if (!profile || !PLAIN_NAME.test(section.name) || !hasKeysOnly(profile)) return undefined;
  const removed = section.entries.filter(
    ({ name, parent }) => !parent && (partOfProfileKey(name) !== undefined || isExpiryKey(name)),
  );
  const { indent, delimiter } = styleOf(document, section);
  const command = vaultProcess(section.name);
  const edits = replaceLines(
    document.source,
    removed.map((entry) => entry.lineRange),
    [`${indent}credential_process${delimiter}${command}`],
  );
  const confirmed = iniEditsConfirmed(document, edits, [
    {
      section: section.rawName,
      removedKeys: removed.map((entry) => entry.key),
      added: new Map([['credential_process', command]]),
    },
  ]);
  return confirmed ? edits : undefined;
}

/** In one section of the credentials file, and nothing else in either file that gives or takes credentials. */
function hasKeysOnly(profile: Profile): boolean {
  const { settings, config, credentials } = profile;
  const isOneSection = credentials?.section.sections.length === 1;
  const hasPair = ['aws_access_key_id', 'aws_secret_access_key'].every((name) =>
    isGiven(credentials?.settings.get(name)),
  );
  const hasToken = settings.has('aws_session_token') || settings.has('aws_security_token');
  const inConfig = [...(config?.settings.keys() ?? [])].some((name) => partOfProfileKey(name) !== undefined);
  const hasOther =
    settings.has('source_profile') || settings.has('role_arn') || otherSourcesOf(profile).length > 0;
  return isOneSection && hasPair && !hasToken && !inConfig && !hasOther;
}
