import { keyOf } from '../aws/key-place.ts';
import { inlineCommentStart } from '../documents/ini/assignment.ts';
import type { IniDocument, IniEntry } from '../documents/ini/nodes.ts';
import { isReadableAfter } from '../documents/ini/readable-after.ts';
import { isSettingKey } from '../documents/ini/setting-key.ts';
import { writtenValue, type WrittenValue, writtenText } from '../documents/ini/written-value.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';
import { insertLines } from '../text/line-edits.ts';
import type { Range } from '../text/range.ts';

/**
 * Python's `configparser` knows comments on lines of their own only, so `region = eu-west-1 # Dublin` is a region of
 * that name for botocore and the AWS CLI; the JavaScript SDK cuts the comment off.
 * Source: botocore/configloader.py; @smithy/core, config/shared-ini-file-loader.
 */
export default defineRule({
  meta: {
    id: 'inline-comment',
    summary: 'Write comments on lines of their own',
    category: 'File dialect',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      kept: 'The AWS CLI and boto3 keep this comment as part of the value of {key}, while the JavaScript SDK cuts it off. Move it to a line of its own.',
      cut: 'The JavaScript SDK takes the rest of the line from {sign} on for a comment and cuts it off, while the AWS CLI keeps it in the value of {key}. Write the value without a space before {sign}.',
    },
    fixes: {
      'move-comment': { title: 'Move the comment to a line above', applicability: 'safe' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html',
      'https://docs.python.org/3/library/configparser.html#supported-ini-file-structure',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    flawedEntry: (entry, section) => {
      const { document } = context.model;
      if (document.format !== 'ini' || !hasSign(document, entry)) return;
      if (entry.swallowed && !isSettingKey(entry.key)) return;
      const written = writtenValue(document, entry, keyOf(entry, section)?.type === 'command');
      const { comment, cut } = written;
      const key = safeName(entry.key);
      const anchor = safe`[${safeName(section.rawName)}] ${key}`;
      if (comment) {
        context.report({
          messageId: 'kept',
          range: comment,
          anchor,
          data: { key },
          fixes: () => moveComment(document, entry, written, comment),
        });
      } else if (cut) {
        const sign = document.source.text.charAt(cut.start) === ';' ? safe`;` : safe`#`;
        context.report({ messageId: 'cut', range: cut, anchor, data: { key, sign } });
      }
    },
  }),
});

function hasSign({ source }: IniDocument, entry: IniEntry): boolean {
  return inlineCommentStart(writtenText(entry, source)) !== undefined;
}

/** The comment goes to the first column: deeper ones are no comments for the Java SDK. */
function moveComment(document: IniDocument, entry: IniEntry, { range }: WrittenValue, comment: Range) {
  const { source } = document;
  const isEmpty = range.start === range.end;
  const edits = [
    insertLines(source, entry.lineRange.start, [source.text.slice(comment.start, comment.end)]),
    { start: isEmpty ? entry.delimiterRange.end : range.end, end: comment.end, newText: '' },
  ];
  return isReadableAfter(document, edits)
    ? [{ fixId: 'move-comment' as const, data: {}, edits, preferred: true }]
    : [];
}
