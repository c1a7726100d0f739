import { accessKeyIdOf } from '../aws/credential-kind.ts';
import { PROFILE_STAND_IN } from '../aws/env-profile.ts';
import { partOfVariable } from '../aws/credential-names.ts';
import type { CredentialSet } from '../aws/credential-set.ts';
import type { DotenvAssignment, DotenvDocument } from '../documents/dotenv/nodes.ts';
import { safeName } from '../secret/safe-text.ts';
import { replaceLines } from '../text/line-edits.ts';
import { applyEdits } from '../text/text-edit.ts';
import type { RewriteContext, StaticFix } from './rewrite.ts';
import { profileCandidates } from './profile-candidates.ts';
import { dotenvConfirms } from './verify-dotenv.ts';

/** Variables by which tools note when the session ends; they end with it. */
const EXPIRY_VARIABLES = new Set(['AWS_CREDENTIAL_EXPIRATION', 'AWS_SESSION_EXPIRATION']);

const MOST_CANDIDATES = 3;

const QUOTES = { none: '', single: "'", double: '"', backtick: '`' } as const;

/**
 * Takes the keys out of a `.env` and names a profile instead, in the same place and style. The profile is one of the
 * user's own that gets its credentials by itself; one in the keys' account comes first.
 */
export function envFileToProfile(
  set: CredentialSet,
  document: DotenvDocument,
  context: RewriteContext,
): readonly StaticFix[] {
  const removed = document.assignments.filter(isReplaced);
  const model = removed[0];
  if (!model) return [];
  const existing = document.assignments.find(({ name, value }) => name === 'AWS_PROFILE' && value !== '');
  const account = set.sites.map((site) => accessKeyIdOf(site)?.accountId).find((id) => id !== undefined);
  const named = typeof existing?.value === 'string' ? [existing.value] : profileCandidates(account, context);
  const candidates = named.length > 0 ? named.slice(0, MOST_CANDIDATES) : [PROFILE_STAND_IN];
  return candidates.flatMap((profile, index) => {
    const fix = fixFor(profile, existing !== undefined, removed, model, document, context);
    return fix ? [{ ...fix, preferred: index === 0 }] : [];
  });
}

/** The keys, their expiry, and an `AWS_PROFILE` without value, which the AWS CLI refuses. */
function isReplaced({ name, value }: DotenvAssignment): boolean {
  return (
    partOfVariable(name) !== undefined ||
    EXPIRY_VARIABLES.has(name) ||
    (name === 'AWS_PROFILE' && value === '')
  );
}

function fixFor(
  profile: string,
  named: boolean,
  removed: readonly DotenvAssignment[],
  model: DotenvAssignment,
  document: DotenvDocument,
  context: RewriteContext,
): StaticFix | undefined {
  const { source } = document;
  const head = `${model.prefix}AWS_PROFILE=`;
  const quote = /^[\w@.+-]+$/u.test(profile) ? QUOTES[model.quote] : QUOTES.double;
  const lineStart = source.lines.lineStart(source.lines.positionAt(model.nameRange.start).line);
  const indent = /^[ \t]*/u.exec(source.text.slice(lineStart))?.[0] ?? '';
  const lines = named ? [] : [`${indent}${head}${quote}${profile}${quote}`];
  const edits = replaceLines(
    source,
    removed.map((one) => one.lineRange),
    lines,
  );
  const change = {
    removed: removed.map(({ name }) => name),
    added: named ? new Map<string, string>() : new Map([['AWS_PROFILE', profile]]),
  };
  if (!dotenvConfirms(context.readers, source.text, applyEdits(source.text, edits), change)) return undefined;
  const at = (edits[0]?.start ?? 0) + indent.length + head.length + quote.length;
  return {
    fixId: 'rewrite-to-profile',
    data: { profile: safeName(profile) },
    edits,
    ...(profile === PROFILE_STAND_IN && { placeholder: { start: at, end: at + PROFILE_STAND_IN.length } }),
  };
}
