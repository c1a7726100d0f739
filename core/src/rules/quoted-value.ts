import { keyOf } from '../aws/key-place.ts';
import { isThirdPartyKey } from '../aws/profile-keys.ts';
import type { IniDocument, IniEntry } from '../documents/ini/nodes.ts';
import { isReadableAfter } from '../documents/ini/readable-after.ts';
import { isSettingKey } from '../documents/ini/setting-key.ts';
import { writtenValue, writtenText } from '../documents/ini/written-value.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';

/**
 * Neither Python's `configparser` nor the JavaScript SDK takes quotes off a value: `region = "eu-west-1"` asks for a
 * host with quotes in its name. The Go SDK, and Terraform with it, removes them, so the file seems right there.
 * Source: botocore/configloader.py; @smithy/core, config/shared-ini-file-loader; aws-sdk-go-v2, internal/ini.
 */
export default defineRule({
  meta: {
    id: 'quoted-value',
    summary: 'Write values without quotes',
    category: 'File dialect',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      quoted:
        'The AWS CLI, boto3 and the JavaScript SDK keep these quotes as part of the value of {key}; only tools written in Go, such as Terraform, take them off. Remove the quotes.',
    },
    fixes: {
      'remove-quotes': { title: 'Remove the quotes', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html#cli-configure-files-format',
      'https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    flawedEntry: (entry, section) => {
      const { document } = context.model;
      if (document.format !== 'ini' || !startsWithQuote(document, entry)) return;
      if (entry.swallowed && !isSettingKey(entry.key)) return;
      // Commands are split into words, and quotes mean something there; other tools have rules of their own.
      if (keyOf(entry, section)?.type === 'command' || isThirdPartyKey(entry.name)) return;
      const { range, unquoted } = writtenValue(document, entry);
      if (!unquoted) return;
      const key = safeName(entry.key);
      context.report({
        messageId: 'quoted',
        range,
        anchor: safe`[${safeName(section.rawName)}] ${key}`,
        data: { key },
        fixes: () => {
          const edits = withoutQuotes(range, unquoted);
          // Without its empty quotes, a value can turn into the head of a block.
          if (!isReadableAfter(document, edits)) return [];
          return [{ fixId: 'remove-quotes', data: {}, edits, preferred: true }];
        },
      });
    },
  }),
});

function startsWithQuote({ source }: IniDocument, entry: IniEntry): boolean {
  const first = writtenText(entry, source).charAt(0);
  return first === '"' || first === "'";
}

function withoutQuotes(quoted: Range, inner: Range) {
  return [
    { start: quoted.start, end: inner.start, newText: '' },
    { start: inner.end, end: quoted.end, newText: '' },
  ];
}
