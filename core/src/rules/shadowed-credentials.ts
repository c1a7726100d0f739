import { profileBegunBy } from '../aws/begun-profile.ts';
import { partOfProfileKey } from '../aws/credential-names.ts';
import { hasStaticKeys } from '../aws/credential-provider.ts';
import type { Profile, ProfilePart } from '../aws/profile.ts';
import { KEY_NAMES, namesKeys, type ProfileSetting } from '../aws/profile-setting.ts';
import { isGiven } from '../aws/profile-use.ts';
import { isExpiryKey } from '../aws/session-notes.ts';
import { shadowOf, sourceUsers } from '../aws/shadowed-keys.ts';
import { deleteEntries } from '../documents/ini/edits.ts';
import type { IniDocument } from '../documents/ini/nodes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { RelatedNode } from '../rule-api/rule.ts';
import { safe, safeList, safeName, type SafeText } from '../secret/safe-text.ts';

/** Enough to be believed. */
const MOST_USERS = 3;

/**
 * Keys that were pasted beside a role, a sign-in or a command: the tools do not agree on which of them comes first, so
 * that one profile acts as different identities. Nobody gets a warning.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export default defineRule({
  meta: {
    id: 'shadowed-credentials',
    summary: 'Give a profile one way to its credentials',
    category: 'Static credentials',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      differ: 'Profile {profile} has {keys} beside {other}: {who}. Delete the keys, or {other}.',
      unused:
        'Profile {profile} gets its credentials by {other}, so no tool uses the {keys} beside it, but whoever reads the file can. Delete the {keys}.',
      asSource:
        'Profile {profile} has {keys} beside {other}: every tool assumes the role, but as the source of {users} the AWS CLI, boto3 and the JavaScript SDK use the keys and ignore the role. Delete the keys if the role is meant.',
      noSource:
        'Profile {profile} has {keys} beside {other} but no source for the role: {who}. Add source_profile, and delete the keys.',
    },
    fixes: {
      'delete-keys': { title: 'Delete the keys of profile {profile}', applicability: 'review' },
    },
    since: '0.1.0',
    references: ['https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html'],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    section: (section) => {
      const { document } = context.model;
      const profile = document.format === 'ini' ? profileBegunBy(section, context.profiles) : undefined;
      const keys = document.format === 'ini' && profile && keysIn(profile, document);
      const shadow = keys && shadowOf(profile, context.profiles);
      if (document.format !== 'ini' || !keys || !shadow) return;
      const name = safeName(profile.name);
      const { who, label: other, sourceless } = shadow;
      const place = { range: keys.range, anchor: safe`profile ${name}`, related: relatedTo(shadow.other) };
      const data = { profile: name, keys: keys.text, other };
      const fixes = () => [deletion(keys.part, document, name)];
      if (who !== undefined) {
        const told = { ...place, data: { ...data, who } };
        if (sourceless) context.report({ messageId: 'noSource', severity: 'error', ...told });
        else context.report({ messageId: 'differ', fixes, ...told });
        return;
      }
      const usersOf = context.once(sourceUsers, () => sourceUsers(context.profiles));
      const users = hasStaticKeys(profile) ? usersOf(profile.name) : [];
      if (users.length > 0) {
        const named = users.slice(0, MOST_USERS).map((user) => safe`profile ${safeName(user)}`);
        context.report({
          messageId: 'asSource',
          data: { ...data, users: safeList(named) },
          fixes,
          ...place,
        });
      } else {
        context.report({ messageId: 'unused', data, fixes, tag: 'unnecessary', ...place });
      }
    },
  }),
});

/** The keys that a document gives a profile, told at the first of them, the id before the others. */
function keysIn({ config, credentials }: Profile, document: IniDocument) {
  const part = config?.document === document ? config : credentials;
  if (part?.document !== document || !namesKeys(part.settings)) return undefined;
  const [first, second] = KEY_NAMES.map((name) => part.settings.get(name)).filter(isGiven);
  if (!first?.entry) return undefined;
  return { part, range: first.entry.keyRange, text: second ? safe`keys` : safeName(first.name) };
}

function relatedTo({ name, document, entry }: ProfileSetting): readonly RelatedNode[] {
  return entry ? [{ document, range: entry.keyRange, message: safe`${safeName(name)} stands here` }] : [];
}

function deletion({ section }: ProfilePart, document: IniDocument, profile: SafeText) {
  const doomed = section.sections
    .flatMap(({ entries }) => entries)
    .filter(({ name, parent }) => !parent && (partOfProfileKey(name) !== undefined || isExpiryKey(name)));
  return { fixId: 'delete-keys' as const, data: { profile }, edits: deleteEntries(document, doomed) };
}
