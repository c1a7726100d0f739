import { deleteEntries } from '../documents/ini/edits.ts';
import type { IniDocument, IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { lessensProblems } from '../documents/ini/reparse.ts';
import { DEFAULT_SECTION } from '../documents/ini/default-section.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';

/**
 * A key that is set a second time, usually below a pasted session or after a merge, stops the AWS CLI for every
 * profile, while Node and Go programs go on with the last value.
 * Source: botocore/configloader.py (Python's configparser is strict, and lower-cases keys).
 */
export default defineRule({
  meta: {
    id: 'duplicate-key',
    summary: 'Set each key once in a section',
    category: 'File dialect',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'error',
    confidence: 'high',
    messages: {
      repeated:
        '{key} is set further up in this section already, so the AWS CLI and boto3 refuse the whole file, for every profile; the JavaScript and Go SDKs take the last one. Keep one of the two.',
      caseOnly:
        '{key} and {first} are one key for the AWS CLI and boto3, which refuse the whole file, for every profile; the JavaScript SDK reads the lower-case one alone. Keep one of the two.',
    },
    fixes: {
      'delete-copy': { title: 'Delete the copy', applicability: 'safe' },
      'keep-last': { title: 'Delete the one of line {line} and keep this one', applicability: 'review' },
      'keep-first': { title: 'Delete this one and keep the one of line {line}', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html#cli-configure-files-format',
      'https://docs.python.org/3/library/configparser.html#configparser.DuplicateOptionError',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => {
    const tell = (document: IniDocument, section: IniSection): void => {
      for (const [entry, earlier] of repeatedIn(document, section)) {
        if (!document.isRefusedKey(entry)) continue;
        const report = {
          range: entry.keyRange,
          anchor: safe`${safeName(entry.name)} of ${safeName(section.name)}`,
          related: [{ range: earlier.keyRange, message: safe`The one further up` }],
          fixes: () => fixesOf(document, earlier, entry),
        };
        const key = safeName(entry.key);
        if (entry.key === earlier.key) context.report({ messageId: 'repeated', data: { key }, ...report });
        else
          context.report({ messageId: 'caseOnly', data: { key, first: safeName(earlier.key) }, ...report });
      }
    };
    return {
      section: (section) => {
        const { document } = context.model;
        if (document.format !== 'ini') return;
        // What the AWS CLI makes of `[DEFAULT]` depends on other sections, too.
        if (section.rawName === DEFAULT_SECTION || hasRefusedKey(document, section)) tell(document, section);
      },
    };
  },
});

/** Most sections have none. */
function hasRefusedKey(document: IniDocument, { entries }: IniSection): boolean {
  for (const entry of entries) if (document.isRefusedKey(entry)) return true;
  return false;
}

/**
 * The entries of a section whose key is set further up, each with the one that sets it before. Python joins all sections
 * `[DEFAULT]` into one. Behind a broken header it sees the keys in the section before; then the header is what is wrong,
 * and there is none.
 */
function repeatedIn(document: IniDocument, section: IniSection): readonly (readonly [IniEntry, IniEntry])[] {
  const last = new Map<string, IniEntry>();
  if (section.rawName === DEFAULT_SECTION) {
    for (const one of document.sections) {
      if (one === section) break;
      if (one.rawName === DEFAULT_SECTION)
        for (const entry of one.entries.filter(isPlain)) last.set(entry.name, entry);
    }
  }
  const found: (readonly [IniEntry, IniEntry])[] = [];
  for (const entry of section.entries) {
    const earlier = last.get(entry.name);
    if (earlier) found.push([entry, earlier]);
    if (isPlain(entry)) last.set(entry.name, entry);
  }
  return found;
}

function fixesOf(document: IniDocument, earlier: IniEntry, later: IniEntry) {
  const line = document.source.lines.positionAt(earlier.keyRange.start).line + 1;
  const keepLast = deleteEntries(document, [earlier]);
  const keepFirst = deleteEntries(document, [later]);
  const proposals = isCopy(document, earlier, later)
    ? [{ fixId: 'delete-copy' as const, data: {}, edits: keepFirst, preferred: true }]
    : [
        { fixId: 'keep-last' as const, data: { line }, edits: keepLast, preferred: later.key === later.name },
        { fixId: 'keep-first' as const, data: { line }, edits: keepFirst },
      ];
  return proposals.filter(({ edits }) => lessensProblems(document, edits));
}

function isPlain({ parent, swallowed }: IniEntry): boolean {
  return !parent && !swallowed;
}

/** The same key with the same value, block and all, and nothing that hangs on the second one by mistake. */
function isCopy(document: IniDocument, earlier: IniEntry, later: IniEntry): boolean {
  const { source, sections } = document;
  const written = ({ delimiterRange, lineRange }: IniEntry): string =>
    source.text.slice(delimiterRange.end, lineRange.end).trim();
  const hangsOn = sections.some(
    ({ entries }) => entries[entries.indexOf(later) + 1]?.swallowed === true && entries.includes(later),
  );
  return (
    earlier.key === later.key &&
    earlier.delimiter === '=' &&
    later.delimiter === '=' &&
    !hangsOn &&
    written(earlier) === written(later)
  );
}
