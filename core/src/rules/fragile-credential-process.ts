import { readProcessCommand, wrapInShell, type ShellSyntax, type VaultCall } from '../aws/process-command.ts';
import type { Profile } from '../aws/profile.ts';
import type { ProfileGraph } from '../aws/profile-graph.ts';
import { profileOfSetting } from '../aws/setting-in-force.ts';
import { inlineCommentStart } from '../documents/ini/assignment.ts';
import type { IniDocument, IniEntry } from '../documents/ini/nodes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';
import type { TextEdit } from '../text/text-edit.ts';

/** A base profile may have hundreds; these are enough to see what is meant. */
const MOST_USERS = 10;

const NAMES: Readonly<Record<ShellSyntax, SafeText>> = {
  operator: safe`a pipe, redirection or second command`,
  variable: safe`a variable`,
  home: safe`a home folder (~)`,
  substitution: safe`a command substitution`,
  assignment: safe`a variable set before the command`,
  'windows-variable': safe`a variable`,
};

/**
 * botocore splits the command by `shlex` and starts it without a shell; the JavaScript SDK gives it to one. So a command
 * is tried in one tool and fails in the other, mostly without a word of why.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export default defineRule({
  meta: {
    id: 'fragile-credential-process',
    summary: 'Write a credential_process that every tool runs alike',
    category: 'Role chains',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      shell:
        'The AWS CLI and boto3 run the command of profile {profile} without a shell, so {syntax} in it reaches the program as plain text, and there are no credentials. Put the command into a script, or into a shell of its own.',
      deprecated:
        'aws-vault exec --json is the old, hidden form of this command, and newer versions may drop it. Write aws-vault export --format=json instead.',
      session:
        'Without --no-session aws-vault gives a session, and STS limits every role that is assumed with profile {profile} to one hour. Add --no-session.',
    },
    fixes: {
      'wrap-in-shell': { title: 'Run it as sh -c', applicability: 'review' },
      'use-export': { title: 'Write aws-vault export --format=json', applicability: 'review' },
      'add-no-session': { title: 'Add --no-session', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html',
      'https://github.com/ByteNess/aws-vault/blob/main/USAGE.md',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    entryNames: ['credential_process'],
    entry: (entry, section) => {
      const { document } = context.model;
      if (document.format !== 'ini') return;
      const profile = profileOfSetting(entry, section, context.profiles);
      const range = commandRange(document, entry);
      const command = readProcessCommand(document.source.text.slice(range.start, range.end));
      if (!profile || !command) return;
      const name = safeName(profile.name);
      const place = { range, anchor: safe`profile ${name}` };
      const { shell, vault } = command;
      if (shell) {
        context.report({
          messageId: 'shell',
          data: { profile: name, syntax: NAMES[shell] },
          fixes: () => wrapped(document, range, shell),
          ...place,
        });
        return;
      }
      if (!vault) return;
      const users = limitedBy(vault, profile, context.profiles);
      const added = users.length > 0 ? vault.withoutSession : [];
      if (vault.deprecated) {
        const edits = moved([...vault.modernise, ...added], range);
        const fixes = () => [{ fixId: 'use-export' as const, data: {}, edits, preferred: true }];
        context.report({ messageId: 'deprecated', data: {}, fixes, ...place });
      } else if (added.length > 0) {
        context.report({
          messageId: 'session',
          data: { profile: name },
          related: users.slice(0, MOST_USERS).flatMap(relatedTo),
          fixes: () => [{ fixId: 'add-no-session', data: {}, edits: moved(added, range), preferred: true }],
          ...place,
        });
      }
    },
  }),
});

/** The command on its own line, without a comment behind it. */
function commandRange({ source }: IniDocument, { valueRange: { start, end } }: IniEntry): Range {
  const written = source.text.slice(start, end);
  return { start, end: start + written.slice(0, inlineCommentStart(written)).trimEnd().length };
}

/** Roles assumed with this profile. A profile that is a role in aws-vault too gives a session either way. */
function limitedBy(vault: VaultCall, profile: Profile, graph: ProfileGraph): readonly Profile[] {
  const target = vault.profile === undefined ? undefined : graph.profiles.get(vault.profile);
  if (!vault.session || target?.settings.has('role_arn')) return [];
  if (graph.providerOf(profile.name, { asSource: true }).type !== 'process') return [];
  return graph.usersOf(profile.name);
}

function relatedTo({ name, settings }: Profile) {
  const source = settings.get('source_profile');
  if (!source?.entry) return [];
  const message = safe`Profile ${safeName(name)} assumes its role with it`;
  return [{ document: source.document, range: source.entry.valueRange, message }];
}

/** Windows has no `sh`; a command that goes on in the next line would be torn apart. */
function wrapped({ source, lines }: IniDocument, range: Range, shell: ShellSyntax) {
  const line = source.lines.positionAt(range.start).line;
  const [own, next] = [lines[line], lines[line + 1]];
  const goesOn =
    (next?.type === 'continuation' || next?.type === 'entry') && next.indent > (own?.indent ?? 0);
  if (shell === 'windows-variable' || goesOn) return [];
  const edits = moved(wrapInShell(source.text.slice(range.start, range.end)), range);
  return [{ fixId: 'wrap-in-shell' as const, data: {}, edits, preferred: true }];
}

function moved(edits: readonly TextEdit[], { start }: Range): readonly TextEdit[] {
  return edits.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start }));
}
