import { keyOf } from '../aws/key-place.ts';
import type { IniDocument, IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import type { TextEdit } from '../text/text-edit.ts';

/** What keeps the JavaScript SDK from reading a line. */
interface Flaw {
  readonly upperCase: boolean;
  readonly colon: boolean;
}

/**
 * botocore and the Go SDK lower-case keys and take a colon for an equals sign; the JavaScript SDK compares keys as they
 * are written and knows equals signs only, so it does as if the line were not there.
 * Source: @smithy/core, config/shared-ini-file-loader.
 */
export default defineRule({
  meta: {
    id: 'unportable-key',
    summary: 'Write keys in lower case and with an equals sign',
    category: 'File dialect',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      ignored:
        'The JavaScript SDK ignores this line because of its {flaw}, while the AWS CLI reads it. Write "{portable}" instead.',
    },
    fixes: {
      'make-portable': { title: 'Write "{portable}"', applicability: 'safe' },
    },
    since: '0.1.0',
    references: ['https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html'],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    flawedEntry: (entry, section) => {
      const { document } = context.model;
      const flaw = flawOf(entry, section);
      if (document.format !== 'ini' || !flaw) return;
      const portable = safe`${safeName(flaw.upperCase ? entry.name : entry.key)} =`;
      context.report({
        messageId: 'ignored',
        range: { start: entry.keyRange.start, end: entry.delimiterRange.end },
        anchor: safe`[${safeName(section.rawName)}] ${safeName(entry.name)}`,
        data: { flaw: nameOf(flaw), portable },
        fixes: () =>
          isSetTwice(document, entry, section)
            ? []
            : [
                {
                  fixId: 'make-portable',
                  data: { portable },
                  edits: portableEdits(document, entry, flaw),
                  preferred: true,
                },
              ],
      });
    },
  }),
});

/** Nested keys keep their case in all tools. A key that is nobody's may be somebody's in just this case. */
function flawOf(entry: IniEntry, section: IniSection): Flaw | undefined {
  if (entry.parent || entry.swallowed || section.type === 'other') return undefined;
  const isOurs = section.type === 'services' || keyOf(entry, section) !== undefined;
  const upperCase = isOurs && entry.key !== entry.name;
  const colon = entry.delimiter === ':';
  return upperCase || colon ? { upperCase, colon } : undefined;
}

function nameOf({ upperCase, colon }: Flaw): SafeText {
  if (upperCase && colon) return safe`upper-case key and its colon`;
  return upperCase ? safe`upper-case key` : safe`colon`;
}

/** The JavaScript SDK would then have to choose between two equal keys, which until now it has not. */
function isSetTwice({ sections }: IniDocument, entry: IniEntry, section: IniSection): boolean {
  return sections
    .filter(({ type, name }) => type === section.type && name === section.name)
    .some((one) =>
      one.entries.some((other) => other !== entry && !other.parent && other.name === entry.name),
    );
}

/** `region: x` becomes `region = x`, `region:x` becomes `region=x`. */
function portableEdits({ source }: IniDocument, entry: IniEntry, flaw: Flaw): readonly TextEdit[] {
  const { keyRange, delimiterRange, name } = entry;
  const isTight = keyRange.end === delimiterRange.start;
  const gap = isTight && /^[ \t]/u.test(source.text.slice(delimiterRange.end)) ? ' ' : '';
  return [
    ...(flaw.upperCase ? [{ ...keyRange, newText: name }] : []),
    ...(flaw.colon ? [{ ...delimiterRange, newText: `${gap}=` }] : []),
  ];
}
