import { accessKeyKindOf } from '../aws/credential-kind.ts';
import type { CredentialSet, CredentialSite } from '../aws/credential-set.ts';
import { keysOfAws } from '../aws/credentials/foreign-profile.ts';
import { readNotedEnd, shownMoment } from '../aws/expiration.ts';
import { isExpiryKey, isExpiryVariable } from '../aws/session-notes.ts';
import { meantValue } from '../documents/ini/meant-value.ts';
import { knownSessionOf } from '../facts/known-session.ts';
import type { DocumentModel } from '../model/document-model.ts';
import { remedyFor } from '../rewrites/remedy.ts';
import { declaredOf } from '../rewrites/rewrite.ts';
import { isSessionSet } from '../rewrites/role/profile-places.ts';
import { REWRITES } from '../rewrites/static-fixes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';

/** When a session ends, as some tool has noted it beside the keys. */
interface NotedEnd {
  readonly name: SafeText;
  readonly range: Range;
  readonly end: Date;
}

const FIXES = {
  'rewrite-to-role': REWRITES['rewrite-to-role'],
  'rewrite-to-profile': REWRITES['rewrite-to-profile'],
} as const;

/**
 * Nothing says that a pasted session is over but the error of the next command, which speaks of a token and not of the
 * file that it stands in. Tools that paste sessions note their end; the AWS CLI knows that of its own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html
 */
export default defineRule({
  meta: {
    id: 'expired-session',
    summary: 'Do not keep sessions that have ended',
    category: 'Static credentials',
    documents: ['aws-config', 'aws-credentials', 'dotenv'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      noted:
        'The session of {owner} ended at {end}, as {name} says, so every command that uses it fails. {remedy}',
      cached:
        'The session of {owner} ended at {end} by the cache of the AWS CLI, so every command that uses it fails. {remedy}',
    },
    fixes: FIXES,
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html',
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    credentialSet: (written) => {
      const set = keysOfAws(written, context);
      const site = set.sites.find(({ commentedOut }) => !commentedOut);
      if (!site || !mayEnd(set)) return;
      const id = set.sites.find(({ part, commentedOut }) => part === 'access-key-id' && !commentedOut);
      const known = id && knownSessionOf(id.value, context.facts.sessions);
      const noted = latest(notedEnds(set, context.model));
      // What the cache says of this very session counts for more than a note that may be an older one's.
      const end = known?.end ?? noted?.end;
      if (!end || !context.hasPassed(end)) return;
      const remedy = remedyFor(site, set, context);
      const report = {
        anchor: set.label,
        fixes: () => declaredOf(FIXES, remedy.fixes()),
        placeholder: set.sites.every(({ origin }) => origin === 'placeholder'),
      };
      const data = { owner: ownerOf(set), end: shownMoment(end), remedy: remedy.sentence };
      if (id && known) context.report({ messageId: 'cached', range: id.range, data, ...report });
      else if (noted) {
        const { name, range } = noted;
        context.report({ messageId: 'noted', range, data: { ...data, name }, ...report });
      }
    },
  }),
});

/** Whether these keys can be a session's: in a profile or a `.env`, and not a user's own. */
function mayEnd(set: CredentialSet): boolean {
  if (set.owner.type !== 'profile' && set.owner.type !== 'env-file') return false;
  const isUsers = (site: CredentialSite): boolean =>
    !site.commentedOut && accessKeyKindOf(site, set) === 'AKIA';
  return isSessionSet(set) || !set.sites.some(isUsers);
}

function ownerOf(set: CredentialSet): SafeText {
  return set.owner.type === 'profile' ? set.label : safe`this file`;
}

function notedEnds({ owner }: CredentialSet, { document }: DocumentModel): readonly NotedEnd[] {
  const notes: { name: string; text: string; range: Range }[] = [];
  if (document.format === 'ini' && owner.type === 'profile') {
    for (const entry of owner.section.entries) {
      const meant = isExpiryKey(entry.name) && !entry.parent ? meantValue(document, entry) : undefined;
      if (meant) notes.push({ name: entry.key, text: meant.text, range: entry.valueRange });
    }
  }
  if (document.format === 'dotenv') {
    for (const { name, value, valueRange } of document.assignments) {
      if (isExpiryVariable(name) && typeof value === 'string')
        notes.push({ name, text: value, range: valueRange });
    }
  }
  return notes.flatMap(({ name, text, range }) => {
    const end = readNotedEnd(text);
    return end ? [{ name: safeName(name), range, end }] : [];
  });
}

/** Of several notes the newest session's is meant. */
function latest(notes: readonly NotedEnd[]): NotedEnd | undefined {
  return notes.reduce<NotedEnd | undefined>(
    (best, one) => (best && best.end >= one.end ? best : one),
    undefined,
  );
}
