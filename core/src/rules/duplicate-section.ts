import { deleteSection } from '../documents/ini/edits.ts';
import { sectionLabel } from '../documents/ini/header-form.ts';
import { isWholeHeader } from '../documents/ini/header-node.ts';
import { mergeSections } from '../documents/ini/merge-sections.ts';
import type { IniDocument, IniSection } from '../documents/ini/nodes.ts';
import { lessensProblems } from '../documents/ini/reparse.ts';
import { headerMeaning } from '../documents/ini/section-meaning.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';

/**
 * A session is pasted below the old one, and from then on no profile works: `Unable to parse config file`. Under two
 * spellings of one name the AWS CLI does not complain, and drops all that the first of them says.
 * Source: botocore/configloader.py (Python's configparser is strict; `build_profile_map` overwrites).
 */
export default defineRule({
  meta: {
    id: 'duplicate-section',
    summary: 'Write each section once',
    category: 'File dialect',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'error',
    confidence: 'high',
    messages: {
      refused:
        'The section [{header}] stands further up already, so the AWS CLI and boto3 refuse the whole file, for every profile; the JavaScript and Go SDKs merge the two. Merge them, or keep one.',
      replaced:
        'This section means {name}, which stands further up already: the AWS CLI and boto3 drop all that the first one says, and {others}. Merge them, or keep one.',
    },
    fixes: {
      'merge-sections': { title: 'Merge it into the section of line {line}', applicability: 'review' },
      'keep-last': { title: 'Delete the section of line {line} and keep this one', applicability: 'review' },
      'keep-first': { title: 'Delete this section and keep the one of line {line}', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html#cli-configure-files-format',
      'https://docs.python.org/3/library/configparser.html#configparser.DuplicateSectionError',
    ],
    cwe: [],
  },
  create: (context) => {
    const { document } = context.model;
    if (document.format !== 'ini') return {};
    /** The last one so far, by what its header means to the AWS CLI, or by the header where it means nothing. */
    const byMeaning = new Map<string, IniSection>();
    const judge = (section: IniSection): void => {
      if (!isWholeHeader(document, section)) return;
      const { cli } = headerMeaning(document.kind, section);
      const meaning = cli ?? `[${section.rawName}]`;
      const alike = byMeaning.get(meaning);
      byMeaning.set(meaning, section);
      // Equal headers are among those that mean the same.
      if (!alike) return;
      const { refused, before } = context.once(repeatedHeaders, () => repeatedHeaders(document));
      const same = before.get(section);
      const isRefused = refused.has(section.headerRange.start);
      const earlier = isRefused ? same : alike;
      if (!earlier || (!isRefused && same)) return;
      const report = {
        range: section.headerRange,
        anchor: safe`section ${safeName(section.name)}`,
        related: [{ range: earlier.headerRange, message: safe`The one further up` }],
        fixes: () => fixesOf(document, earlier, section, isRefused),
      };
      const header = safeName(section.rawName);
      if (isRefused) context.report({ messageId: 'refused', data: { header }, ...report });
      else {
        context.report({
          messageId: 'replaced',
          severity: 'warning',
          data: { name: sectionLabel(section), others: others(section) },
          ...report,
        });
      }
    };
    return { section: judge };
  },
});

/** Where the headers start for which the AWS CLI refuses the file, and each header's last equal one further up. */
function repeatedHeaders(document: IniDocument) {
  const repeated = document.problems.filter(({ kind }) => kind === 'duplicate-section');
  const last = new Map<string, IniSection>();
  const before = new Map<IniSection, IniSection>();
  for (const section of document.sections) {
    if (!isWholeHeader(document, section)) continue;
    const same = last.get(section.rawName);
    if (same) before.set(section, same);
    last.set(section.rawName, section);
  }
  return { refused: new Set(repeated.map(({ range }) => range.start)), before };
}

/** In the other SDKs `[profile default]` always wins; other spellings are merged or told apart. */
function others({ type, name }: IniSection): SafeText {
  return type === 'profile' && name === 'default'
    ? safe`the JavaScript and Go SDKs all that [default] says`
    : safe`the JavaScript SDK reads both as one or skips one of them`;
}

function fixesOf(document: IniDocument, earlier: IniSection, later: IniSection, mustLessen: boolean) {
  const line = document.source.lines.positionAt(earlier.headerRange.start).line + 1;
  const merged = mergeSections(document, earlier, later);
  const proposals = [
    ...(merged ? [{ fixId: 'merge-sections' as const, data: { line }, edits: merged, preferred: true }] : []),
    { fixId: 'keep-last' as const, data: { line }, edits: deleteSection(document, earlier) },
    { fixId: 'keep-first' as const, data: { line }, edits: deleteSection(document, later) },
  ];
  return proposals.filter(({ edits }) => !mustLessen || lessensProblems(document, edits));
}
