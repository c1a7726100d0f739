import { isValueBelowKey, linesBeforeSections, missingEquals } from '../aws/stray-line.ts';
import { commentOut } from '../documents/ini/comment-out.ts';
import type { IniDocument, IniLine, IniProblem, IniProblemKind, IniSection } from '../documents/ini/nodes.ts';
import { lessensProblems } from '../documents/ini/reparse.ts';
import { styleOf } from '../documents/ini/style.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import { insertLines } from '../text/line-edits.ts';

/** What is told of a problem, and its message. The two kinds of repetition are told by rules of their own. */
const TOLD = {
  'byte-order-mark': { messageId: 'byteOrderMark', anchor: safe`byte order mark` },
  'malformed-encoding': { messageId: 'malformedEncoding', anchor: safe`encoding` },
  'no-section': { messageId: 'noSection', anchor: safe`line before any section` },
  'unclosed-header': { messageId: 'unclosedHeader', anchor: safe`header` },
  'empty-header': { messageId: 'emptyHeader', anchor: safe`header` },
  'no-delimiter': { messageId: 'noDelimiter', anchor: safe`line` },
  'no-key': { messageId: 'noKey', anchor: safe`line` },
  'nested-without-equals': { messageId: 'nested', anchor: safe`nested line` },
} as const satisfies Partial<Record<IniProblemKind, { messageId: string; anchor: SafeText }>>;

/**
 * `Unable to parse config file: ~/.aws/config` is all that the AWS CLI says, for every profile and without a line; the
 * JavaScript SDK skips what it does not understand, so a Node program runs where `aws` does not.
 * Source: botocore/configloader.py, `raw_config_parse`: any error of Python's configparser loses the file.
 */
export default defineRule({
  meta: {
    id: 'unreadable-file',
    summary: 'Keep the file such that the AWS CLI can read it',
    category: 'File dialect',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'error',
    confidence: 'high',
    messages: {
      byteOrderMark:
        'The file starts with a byte order mark, so the AWS CLI and boto3 refuse all of it, for every profile. Save it as UTF-8 without a mark: it is no text, and no edit of the text takes it away.',
      malformedEncoding:
        'The file is no valid UTF-8, so the AWS CLI and boto3 refuse all of it, for every profile. Save it as UTF-8, and look at what stands here.',
      noSection:
        'This line stands before any section, so the AWS CLI and boto3 refuse the whole file, for every profile; other tools ignore it. Put it under a header such as [default].',
      unclosedHeader:
        'This header has no closing bracket, so the AWS CLI and boto3 refuse the whole file, for every profile; the JavaScript SDK does not see the section. Close the bracket.',
      emptyHeader:
        'This header has no name, so the AWS CLI and boto3 refuse the whole file, for every profile. Give it a name, or delete it.',
      noDelimiter:
        'This line has no equals sign, so the AWS CLI, boto3 and Go refuse the whole file, for every profile; the JavaScript SDK skips the line. Write it as key = value or as a comment.',
      noKey:
        'This line has no key before its delimiter, so the AWS CLI and boto3 refuse the whole file, for every profile. Add the key, or make it a comment.',
      nested:
        'This indented line belongs to an empty value above and has no equals sign, so the AWS CLI and boto3 refuse the whole file, for every profile; other tools skip the line. Write it as key = value, or the value behind its key.',
    },
    fixes: {
      'add-header': { title: 'Put it under [default]', applicability: 'review' },
      'close-header': { title: 'Close the bracket', applicability: 'review' },
      'add-equals': { title: 'Write it as {key} = value', applicability: 'review' },
      'comment-out': { title: 'Make it a comment', applicability: 'safe' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html#cli-configure-files-format',
      'https://docs.python.org/3/library/configparser.html#supported-ini-file-structure',
    ],
    cwe: [],
  },
  create: (context) => ({
    documentEnd: () => {
      const { document } = context.model;
      if (document.format !== 'ini') return;
      for (const problem of document.problems) {
        const { kind, range } = problem;
        if (kind === 'duplicate-section' || kind === 'duplicate-key') continue;
        if (kind === 'no-section' && followsHeader(document, problem)) continue;
        context.report({ range, data: {}, fixes: () => fixesOf(document, problem), ...TOLD[kind] });
      }
    },
  }),
});

/** The line stands under a header that is broken itself: mending that one mends the line. */
function followsHeader({ sections }: IniDocument, { range }: IniProblem): boolean {
  return sections.some((section) => section.range.start < range.start);
}

type Proposal = ReturnType<
  typeof addHeader | typeof closeHeader | typeof addEquals | typeof asComments
>[number];

function fixesOf(document: IniDocument, problem: IniProblem): readonly Proposal[] {
  return candidates(document, problem).filter(({ edits }) => lessensProblems(document, edits));
}

function candidates(document: IniDocument, problem: IniProblem): readonly Proposal[] {
  const { kind, range } = problem;
  const section = document.sections.find(({ headerRange }) => headerRange.start === range.start);
  const line = document.lines.find(({ full }) => full.start <= range.start && range.start < full.end);
  if (!line) return [];
  if (kind === 'unclosed-header') return section ? closeHeader(section) : [];
  if (kind === 'empty-header') return section?.entries.length === 0 ? asComments([line]) : [];
  if (kind === 'no-section') return lostLines(document);
  if (kind === 'no-key') return asComments([line]);
  if (kind === 'byte-order-mark') return [];
  const added = addEquals(document, problem);
  return added.length > 0 || isValueBelowKey(document, problem) ? added : asComments([line]);
}

/** Lines before any section are lost together: settings want a header, and notes want to be comments. */
function lostLines(document: IniDocument): readonly Proposal[] {
  const lost = linesBeforeSections(document);
  if (!lost.some(({ type }) => type === 'entry')) return asComments(lost);
  const taken = document.sections.some(({ type, name }) => type === 'profile' && name === 'default');
  return taken || !lost[0] ? [] : addHeader(document, lost[0]);
}

function addHeader({ source }: IniDocument, line: IniLine) {
  return [
    { fixId: 'add-header' as const, data: {}, edits: [insertLines(source, line.full.start, ['[default]'])] },
  ];
}

function closeHeader({ headerRange: { end } }: IniSection) {
  return [{ fixId: 'close-header' as const, data: {}, edits: [{ start: end, end, newText: ']' }] }];
}

function addEquals(document: IniDocument, problem: IniProblem) {
  const missing = missingEquals(document, problem);
  if (!missing) return [];
  const edits = [{ ...missing.gap, newText: styleOf(document).delimiter }];
  return [{ fixId: 'add-equals' as const, data: { key: safeName(missing.key.name) }, edits }];
}

function asComments(lines: readonly IniLine[]) {
  return [{ fixId: 'comment-out' as const, data: {}, edits: commentOut(lines) }];
}
