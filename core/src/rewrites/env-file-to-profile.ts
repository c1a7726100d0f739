import { accessKeyIdOf } from '../aws/credential-kind.ts';
import { assignmentOf, PROFILE_STAND_IN, profileNameIn } from '../aws/env-profile.ts';
import { partOfVariable } from '../aws/credential-names.ts';
import type { CredentialSet } from '../aws/credential-set.ts';
import { isExpiryVariable } from '../aws/session-notes.ts';
import { assignmentLike, replaceAssignedValue } from '../documents/dotenv/edits.ts';
import type { DotenvAssignment, DotenvDocument } from '../documents/dotenv/nodes.ts';
import { isReadElsewhere } from '../documents/dotenv/references.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import { replaceLines } from '../text/line-edits.ts';
import type { Range } from '../text/range.ts';
import { applyEdits, sortEdits, type TextEdit } from '../text/text-edit.ts';
import { outlivesSessions, profileCandidates } from './profile-candidates.ts';
import type { RewriteContext, StaticFix } from './rewrite.ts';
import { dotenvConfirms } from './verify-dotenv.ts';

const MOST_CANDIDATES = 3;

/** What of the file makes room for a profile. */
interface EnvPlan {
  readonly document: DotenvDocument;
  /** The keys and what belongs to them; at least one. */
  readonly removed: readonly [DotenvAssignment, ...DotenvAssignment[]];
  /** The `AWS_PROFILE` that stays. */
  readonly existing: DotenvAssignment | undefined;
}

/** Why a `.env` is left to a person: the rest of a sentence that begins with "because". */
export function obstacleToProfile(document: DotenvDocument): SafeText | undefined {
  const keys = document.assignments.filter((one) => isReplaced(one) && one.name !== 'AWS_PROFILE');
  return keys.length > 0 && isReadElsewhere(document, keys)
    ? safe`another line of the file reads the keys, and would find nothing`
    : undefined;
}

/**
 * Takes the keys out of a `.env` and names a profile instead, in the same place and style. The profile is the one that
 * the file names already, unless its own session was pasted too; else one of the user's own that gets its credentials
 * by itself, one in the keys' account first.
 */
export function envFileToProfile(
  set: CredentialSet,
  document: DotenvDocument,
  context: RewriteContext,
): readonly StaticFix[] {
  const [first, ...rest] = document.assignments.filter(isReplaced);
  if (!first) return [];
  const existing = document.assignments.findLast(({ name, value }) => name === 'AWS_PROFILE' && value !== '');
  const plan: EnvPlan = { document, removed: [first, ...rest], existing };
  return profilesFor(plan, set, context).flatMap((profile, index) => {
    const fix = fixFor(profile, plan, context);
    return fix ? [{ ...fix, preferred: index === 0 }] : [];
  });
}

/** The keys, their expiry, and an `AWS_PROFILE` without value, which the AWS CLI refuses. */
function isReplaced({ name, value }: DotenvAssignment): boolean {
  return (
    partOfVariable(name) !== undefined || isExpiryVariable(name) || (name === 'AWS_PROFILE' && value === '')
  );
}

function profilesFor(
  { document, existing }: EnvPlan,
  set: CredentialSet,
  context: RewriteContext,
): readonly string[] {
  const { profiles } = context.profiles;
  // Some tools read the other variable first, so that another profile beside it would be none for them.
  const chosen = existing ?? assignmentOf(document, 'AWS_DEFAULT_PROFILE');
  const named = existing ? writtenValue(existing) : profileNameIn(chosen);
  if (named !== undefined && (!profiles.has(named) || outlivesSessions(named, context.profiles)))
    return [named];
  const account = set.sites.map((site) => accessKeyIdOf(site)?.accountId).find((id) => id !== undefined);
  const found = profileCandidates(account, context).slice(0, MOST_CANDIDATES);
  if (found.length > 0) return found;
  return [named ?? PROFILE_STAND_IN];
}

/** As it stands there: what other variables decide stays, too. */
function writtenValue({ value }: DotenvAssignment): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function fixFor(profile: string, plan: EnvPlan, context: RewriteContext): StaticFix | undefined {
  const { document, removed, existing } = plan;
  const { text } = document.source;
  const [first] = removed;
  const isNew = !existing;
  const isChanged = existing !== undefined && writtenValue(existing) !== profile;
  const line = assignmentLike(document, first, { name: 'AWS_PROFILE', value: profile });
  const edits = [
    ...replaceLines(
      document.source,
      removed.map((one) => one.lineRange),
      isNew ? [line] : [],
    ),
    ...(isChanged ? replaceAssignedValue(document, existing, profile) : []),
  ];
  // npm's dotenv knows no other word before a name than `export`.
  const isRead = /^(?:export\s+)?$/u.test((existing ?? first).prefix);
  const names = removed.map(({ name }) => name);
  // An empty one behind the profile that stays had the last word until now.
  const isRaised = isNew || isChanged || names.includes('AWS_PROFILE');
  const change = {
    removed: names,
    added: new Map(isRaised && isRead ? [['AWS_PROFILE', profile] as const] : []),
  };
  if (!dotenvConfirms(context.readers, text, applyEdits(text, edits), change)) return undefined;
  return {
    fixId: 'rewrite-to-profile',
    data: { profile: safeName(profile) },
    edits,
    ...(profile === PROFILE_STAND_IN && { placeholder: standInOf(edits) }),
  };
}

/** Where the stand-in stands, in the first edit: the new line takes the place of the first that goes. */
function standInOf(edits: readonly TextEdit[]): Range {
  const [first] = sortEdits(edits);
  const start = (first?.start ?? 0) + (first?.newText.indexOf(PROFILE_STAND_IN) ?? 0);
  return { start, end: start + PROFILE_STAND_IN.length };
}
