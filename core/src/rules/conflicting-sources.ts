import type { Profile } from '../aws/profile.ts';
import type { ProfileSetting } from '../aws/profile-setting.ts';
import { profileOfSetting } from '../aws/setting-in-force.ts';
import { deleteEntries } from '../documents/ini/edits.ts';
import type { IniDocument, IniEntry } from '../documents/ini/nodes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeList, safeName } from '../secret/safe-text.ts';

/** Whose credentials assume a role: botocore and the SDKs want one of these. */
const SOURCES = ['source_profile', 'credential_source', 'web_identity_token_file'] as const;

/**
 * `The profile "x" contains both source_profile and credential_source` is botocore's word for the first pair; beside a
 * token file each tool picks another one.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
export default defineRule({
  meta: {
    id: 'conflicting-sources',
    summary: 'Give a role one source of credentials',
    category: 'Role chains',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'error',
    confidence: 'high',
    messages: {
      refused:
        'Profile {profile} has both source_profile and credential_source for its role, so the AWS CLI and the SDKs refuse it. Keep one of them.',
      emptyBeside:
        'Profile {profile} has {source} and an empty {empty} for its role: the AWS CLI and boto3 refuse it as if it had both, while for the JavaScript SDK and Go tools the empty one is not there. Delete {empty}.',
      tokenFile:
        'Profile {profile} has {source} beside web_identity_token_file: the AWS CLI and boto3 go by the token file, the JavaScript SDK by {source}, and Go tools refuse the profile. Keep one of them.',
      all: 'Profile {profile} has source_profile, credential_source and web_identity_token_file for one role: the AWS CLI and boto3 go by the token file, and Go tools refuse the profile. Keep one of them.',
    },
    fixes: {
      'keep-source': { title: 'Keep {kept} and delete {deleted}', applicability: 'review' },
    },
    since: '0.1.0',
    references: ['https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html'],
    cwe: [],
  },
  bySection: true,
  create: (context) => {
    const judge = (profile: Profile, entry: IniEntry, document: IniDocument): void => {
      const given = SOURCES.map((name) => profile.settings.get(name)).filter((one) => one !== undefined);
      if (placeOf(given) !== entry) return;
      const token = given.some(({ name }) => name === 'web_identity_token_file');
      const empty = token ? undefined : onlyEmpty(given);
      const place = {
        range: entry.keyRange,
        anchor: safe`profile ${safeName(profile.name)}`,
        related: given.flatMap((one) => (one.entry === entry ? [] : relatedTo(one))),
        fixes: () =>
          given.filter((one) => one !== empty).flatMap((one) => keepOnly(one, given, profile, document)),
      };
      const data = { profile: safeName(profile.name), source: safeName(given[0]?.name ?? '') };
      if (empty) {
        const source = safeName(given.find((one) => one !== empty)?.name ?? '');
        const told = { ...data, source, empty: safeName(empty.name) };
        context.report({ messageId: 'emptyBeside', data: told, ...place });
      } else if (!token) context.report({ messageId: 'refused', data, ...place });
      else context.report({ messageId: given.length > 2 ? 'all' : 'tokenFile', data, ...place });
    };
    return {
      entryNames: SOURCES,
      entry: (entry, section) => {
        const { document } = context.model;
        if (document.format !== 'ini') return;
        const profile = profileOfSetting(entry, section, context.profiles);
        // Most profiles have one.
        if (profile?.settings.has('role_arn') && hasSeveral(profile)) judge(profile, entry, document);
      },
    };
  },
});

/** Told at the last of them, in the config file where one stands there. */
function hasSeveral({ settings }: Profile): boolean {
  let count = 0;
  for (const name of SOURCES) if (settings.has(name)) count += 1;
  return count > 1;
}

/** The one of them that has no value. */
function onlyEmpty(given: readonly ProfileSetting[]): ProfileSetting | undefined {
  const empty = given.filter(({ value }) => value === '');
  return empty.length < given.length ? empty[0] : undefined;
}

function placeOf(given: readonly ProfileSetting[]): IniEntry | undefined {
  const inConfig = given.filter(({ file }) => file === 'config');
  return (inConfig.length > 0 ? inConfig : given)
    .map(({ entry }) => entry)
    .filter((entry) => entry !== undefined)
    .sort((a, b) => a.keyRange.start - b.keyRange.start)
    .at(-1);
}

function relatedTo({ name, document, entry }: ProfileSetting) {
  if (!entry) return [];
  return [{ document, range: entry.keyRange, message: safe`${safeName(name)} stands here` }];
}

/** Only where all of the others stand in this document: one in the other file would take the place of what goes. */
function keepOnly(
  kept: ProfileSetting,
  given: readonly ProfileSetting[],
  { config, credentials }: Profile,
  document: IniDocument,
) {
  const names = given.map(({ name }) => name).filter((name) => name !== kept.name);
  const parts = [config, credentials].filter((part) => part !== undefined);
  const away = parts.filter((part) => part.document !== document);
  if (away.some(({ settings }) => names.some((name) => settings.has(name)))) return [];
  const deleted = parts
    .filter((part) => part.document === document)
    .flatMap(({ section }) => section.sections.flatMap(({ entries }) => entries))
    .filter(({ name, parent }) => !parent && names.includes(name));
  return [
    {
      fixId: 'keep-source' as const,
      data: { kept: safeName(kept.name), deleted: safeList(names.map(safeName)) },
      edits: deleteEntries(document, deleted),
    },
  ];
}
