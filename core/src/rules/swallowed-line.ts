import { findProfileKey } from '../aws/profile-keys.ts';
import type { IniDocument, IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { isReadableAfter } from '../documents/ini/readable-after.ts';
import { isSettingKey } from '../documents/ini/setting-key.ts';
import { indentOf } from '../documents/ini/style.ts';
import {
  findSwallowedHeaders,
  ownerOf,
  type SwallowedHeader,
  type SwallowedSetting,
} from '../documents/ini/swallowed.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';
import type { TextEdit } from '../text/text-edit.ts';

/**
 * Python's `configparser` joins a line that is indented deeper than the key above to that key's value, so botocore and
 * the AWS CLI lose the setting and spoil the one before it. The JavaScript SDK reads both as they are meant.
 * Source: botocore/configloader.py, which uses RawConfigParser as it is.
 * https://docs.python.org/3/library/configparser.html#supported-ini-file-structure
 */
export default defineRule({
  meta: {
    id: 'swallowed-line',
    summary: 'Do not indent settings and headers below another setting',
    category: 'File dialect',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'error',
    confidence: 'high',
    messages: {
      setting:
        'The AWS CLI joins this indented line to {owner} above it, so {owner} has a wrong value and {key} is not set. Remove the indent.',
      header:
        'The AWS CLI joins this indented header to the value of {owner} above it, so section {section} does not exist for it. Remove the indent of the header and of what follows.',
    },
    fixes: {
      'remove-indent': { title: 'Remove the indent', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html#cli-configure-files-format',
      'https://docs.python.org/3/library/configparser.html#supported-ini-file-structure',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => {
    const { document } = context.model;
    if (document.format !== 'ini') return {};
    const reportSetting = ({ keyRange, end, owner, section }: SwallowedSetting): void => {
      const key = safeName(document.source.text.slice(keyRange.start, keyRange.end));
      context.report({
        messageId: 'setting',
        range: { start: keyRange.start, end },
        anchor: safe`[${safeName(section.rawName)}] ${key}`,
        data: { owner: safeName(owner.key), key },
        fixes: () => removeIndent(document, [dedent(document, keyRange.start, owner)]),
      });
    };
    return {
      section: (section) => {
        for (const setting of findSwallowedColons(document, section)) reportSetting(setting);
        // Flush left, it is part of nothing.
        if (section.headerRange.start === section.range.start) return;
        const headers = context.once(findSwallowedHeaders, () => findSwallowedHeaders(document));
        const swallowed = headers.get(section);
        if (!swallowed) return;
        context.report({
          messageId: 'header',
          range: section.headerRange,
          anchor: safe`[${safeName(section.rawName)}]`,
          data: { owner: safeName(swallowed.owner), section: safe`[${safeName(section.rawName)}]` },
          fixes: () => removeIndent(document, dedentSection(document, swallowed)),
        });
      },
      entry: (entry, section) => {
        const owner = swallowerOf(entry, section);
        if (owner) reportSetting({ keyRange: entry.keyRange, end: entry.valueRange.end, owner, section });
      },
    };
  },
});

/**
 * The entry that an indented setting is lost to. `region =` with an indented setting below it is a block for all
 * tools, though no tool wants one there.
 */
function swallowerOf(entry: IniEntry, section: IniSection): IniEntry | undefined {
  if (entry.swallowed) return isSettingKey(entry.key) ? ownerOf(entry.keyRange.start, section) : undefined;
  const { parent } = entry;
  if (!parent || parent.valueRange.start < parent.valueRange.end || section.type === 'services')
    return undefined;
  const place = section.type === 'sso-session' ? 'sso-session' : 'profile';
  const isKnown = findProfileKey(entry.name, place) !== undefined;
  const type = findProfileKey(parent.name, place)?.type;
  return isKnown && type !== undefined && type !== 'block' ? parent : undefined;
}

/** `  output: json`: only a known key tells it from the rest of a value, and no other tool reads it either. */
function findSwallowedColons({ source }: IniDocument, section: IniSection): readonly SwallowedSetting[] {
  if (!section.hasLine('continuation')) return [];
  const continuations = section.lines.filter(({ type }) => type === 'continuation');
  return continuations.flatMap(({ range, indent }) => {
    const start = range.start + indent;
    const text = source.text.slice(start, range.end).trimEnd();
    const [, name = ''] = /^(\w+)[ \t]*:/u.exec(text) ?? [];
    const owner = ownerOf(start, section);
    if (!owner || !findProfileKey(name.toLowerCase())) return [];
    return [{ keyRange: { start, end: start + name.length }, end: start + text.length, owner, section }];
  });
}

function removeIndent(document: IniDocument, edits: readonly TextEdit[]) {
  if (!isReadableAfter(document, edits)) return [];
  return [{ fixId: 'remove-indent' as const, data: {}, edits, preferred: true }];
}

/** Gives a line the indentation of the setting above that has swallowed it. */
function dedent(document: IniDocument, end: number, owner: IniEntry): TextEdit {
  const { lines } = document.source;
  return { start: lines.lineStart(lines.positionAt(end).line), end, newText: indentOf(document, owner) };
}

/** Takes what the header is indented too deep off all lines that are lost with it, so that deeper blocks stay deeper. */
function dedentSection({ source, lines }: IniDocument, swallowed: SwallowedHeader): readonly TextEdit[] {
  return swallowed.lines.flatMap((number) => {
    const line = lines[number];
    if (!line || line.type === 'blank') return [];
    const { start } = line.range;
    const gap = source.text.slice(start, start + Math.min(swallowed.excess, line.indent));
    return [{ start, end: start + gap.length, newText: '' }];
  });
}
