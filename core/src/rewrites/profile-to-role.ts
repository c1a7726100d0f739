import { accessKeyIdOf } from '../aws/credential-kind.ts';
import { partOfProfileKey } from '../aws/credential-names.ts';
import type { CredentialSet } from '../aws/credential-set.ts';
import { parseRoleArn, partitionOfRegion } from '../aws/arn.ts';
import { addSection } from '../documents/ini/edits.ts';
import { styleOf } from '../documents/ini/style.ts';
import type { IniDocument, IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import { replaceLines } from '../text/line-edits.ts';
import type { Range } from '../text/range.ts';
import { applyEdits, type TextEdit } from '../text/text-edit.ts';
import type { RewriteContext, StaticFix } from './rewrite.ts';
import { sourceCandidates, type SourceCandidate } from './source-candidates.ts';
import { iniConfirms } from './verify-ini.ts';

/** Keys by which tools note when a pasted session ends; they end with it. */
const EXPIRY_KEYS = new Set(['x_security_token_expires', 'aws_expiration', 'expiration', 'token_expiration']);

/** Keys that make a profile get its credentials in another way: what the person wants is not plain then. */
const OTHER_PROVIDERS =
  /^(?:credential_process|credential_source|web_identity_token_file|login_session|sso_\w+)$/u;

/** Stands where the role's name is not known; selected for typing. */
const ROLE_NAME = 'ROLE_NAME';
const ACCOUNT_ID = 'ACCOUNT_ID';

/** One hour: what STS grants every role, also in a chain. */
const DURATION = '3600';

/** Offered where several profiles could be the source. */
const MOST_CANDIDATES = 3;

/**
 * Turns a pasted session in a config file into a role that is assumed anew whenever its session ends. The profile
 * keeps its name, so that whoever uses it needs no change. One fix a possible source, the likeliest first.
 */
export function profileToRole(
  section: IniSection,
  set: CredentialSet,
  document: IniDocument,
  context: RewriteContext,
): readonly StaticFix[] {
  const removed = section.entries.filter(
    (entry) => partOfProfileKey(entry.name) ?? EXPIRY_KEYS.has(entry.name),
  );
  if (removed.length === 0 || section.entries.some((entry) => OTHER_PROVIDERS.test(entry.name))) return [];
  const role = roleOf(section, set);
  return sourceCandidates(section, context)
    .slice(0, MOST_CANDIDATES)
    .flatMap((source, index) => {
      const edits = editsFor({ section, document, removed, role, source });
      const text = applyEdits(document.source.text, edits);
      const confirmed = iniConfirms(document.source.text, text, {
        section: section.rawName,
        removedKeys: removed.map((entry) => entry.key),
        added: addedValues(section, role, source),
        newSection: source.created && { section: `profile ${source.name}`, values: source.created },
      });
      if (!confirmed) return [];
      const fix: StaticFix = {
        fixId: 'rewrite-to-role',
        data: { role: role.shown, source: safeName(source.name) },
        edits,
        preferred: index === 0,
      };
      return [{ ...fix, ...placeholderOf(role, edits) }];
    });
}

interface Role {
  readonly arn: string;
  readonly shown: SafeText;
  /** The part of the ARN that the person has to replace. */
  readonly placeholder: string | undefined;
}

/** The profile's own role; else one in the account that the key belongs to, whose name only the person knows. */
function roleOf(section: IniSection, set: CredentialSet): Role {
  const own = valueOf(section, 'role_arn');
  if (own !== undefined && parseRoleArn(own))
    return { arn: own, shown: safeName(own), placeholder: undefined };
  const account = set.sites.map((site) => accessKeyIdOf(site)?.accountId).find((id) => id !== undefined);
  const partition = partitionOfRegion(valueOf(section, 'region') ?? '');
  const arn = `arn:${partition}:iam::${account ?? ACCOUNT_ID}:role/${ROLE_NAME}`;
  const shown = account === undefined ? safe`a role` : safe`a role of account ${safeName(account)}`;
  return { arn, shown, placeholder: account === undefined ? ACCOUNT_ID : ROLE_NAME };
}

/** The keys that come, in the order in which they are written; those that the profile has already stay as they are. */
function addedValues(section: IniSection, role: Role, source: SourceCandidate): ReadonlyMap<string, string> {
  const values = new Map([
    ['role_arn', role.arn],
    ['source_profile', source.name],
    ['role_session_name', sessionName(section.name)],
    ['duration_seconds', DURATION],
  ]);
  const own = valueOf(section, 'role_arn');
  if (own === role.arn) values.delete('role_arn');
  if (valueOf(section, 'source_profile') === source.name) values.delete('source_profile');
  for (const key of ['role_session_name', 'duration_seconds']) {
    if (valueOf(section, key) !== undefined) values.delete(key);
  }
  return values;
}

/** STS takes 2 to 64 characters of `[\w+=,.@-]`. */
function sessionName(profile: string): string {
  const name = profile.replaceAll(/[^\w+=,.@-]/gu, '-').slice(0, 64);
  return name.length < 2 ? `${name}-session` : name;
}

interface Plan {
  readonly section: IniSection;
  readonly document: IniDocument;
  readonly removed: readonly IniEntry[];
  readonly role: Role;
  readonly source: SourceCandidate;
}

function editsFor({ section, document, removed, role, source }: Plan): readonly TextEdit[] {
  const style = styleOf(document, section);
  const added = addedValues(section, role, source);
  const replaced = section.entries.filter((entry) => added.has(entry.name));
  const edits = replaceLines(
    document.source,
    [...removed, ...replaced].map((entry) => entry.lineRange),
    [...added].map(([key, value]) => `${style.indent}${key}${style.delimiter}${value}`),
  );
  if (!source.created) return edits;
  const settings = [...source.created].map(([key, value]) => ({ key, value }));
  return [...edits, ...addSection(document, `profile ${source.name}`, settings, section)];
}

function valueOf(section: IniSection, name: string): string | undefined {
  const value = section.entries.find((entry) => entry.name === name && !entry.parent)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Where the placeholder stands in the text after the edits. */
function placeholderOf(role: Role, edits: readonly TextEdit[]): { placeholder?: Range } {
  if (role.placeholder === undefined) return {};
  const arnAt = edits.findIndex((edit) => edit.newText.includes(role.arn));
  const edit = edits[arnAt];
  if (!edit) return {};
  const shift = edits
    .filter(
      (one) =>
        one.start < edit.start || (one.start === edit.start && one !== edit && edits.indexOf(one) < arnAt),
    )
    .reduce((sum, one) => sum + one.newText.length - (one.end - one.start), 0);
  const start = edit.start + shift + edit.newText.indexOf(role.arn) + role.arn.indexOf(role.placeholder);
  return { placeholder: { start, end: start + role.placeholder.length } };
}
