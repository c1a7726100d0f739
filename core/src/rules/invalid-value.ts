import { keyOf } from '../aws/key-place.ts';
import { hasForm, judgeValue, type ValueFlaw } from '../aws/key-values.ts';
import type { IniDocument, IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { isAsWritten, writtenValue } from '../documents/ini/written-value.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import { isReference } from '../secret/placeholders.ts';
import type { Range } from '../text/range.ts';

/** Rules of their own judge these. */
const JUDGED_ELSEWHERE: readonly string[] = ['credential_source', 'duration_seconds', 'role_arn'];

/**
 * The tools check next to nothing when they read the files: a wrong value is found out by STS, or by a host that does
 * not exist, or it silently means something else.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export default defineRule({
  meta: {
    id: 'invalid-value',
    summary: 'Give settings values that the tools accept',
    category: 'Role chains',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      wrong: 'The value of {key} is {verdict}, {effect}. {remedy}',
    },
    fixes: {
      'correct-case': { title: 'Write {value}', applicability: 'review' },
      'use-nearest': { title: 'Use {value}', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html#cli-configure-files-settings',
      'https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html',
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => {
    // Apart from the handler: V8 makes room for what a closure needs as soon as its function is entered.
    const tell = (entry: IniEntry, section: IniSection, { range, flaw }: Judged): void => {
      context.report({
        messageId: 'wrong',
        range,
        anchor: safe`[${safeName(section.rawName)}] ${safeName(entry.name)}`,
        data: {
          key: safeName(entry.key),
          verdict: flaw.verdict,
          effect: flaw.effect,
          remedy: remedyOf(flaw),
        },
        fixes: () => (flaw.nearest === undefined ? [] : [useNearest(range, flaw, flaw.nearest)]),
      });
    };
    return {
      entry: (entry, section) => {
        const { document } = context.model;
        const judged = document.format === 'ini' ? judge(document, entry, section) : undefined;
        if (judged) tell(entry, section, judged);
      },
    };
  },
});

interface Judged {
  readonly range: Range;
  readonly flaw: ValueFlaw;
}

/**
 * Quotes and a comment behind the value are the business of other rules, and so is a value that the lines below have
 * spoiled. A secret in a place for something else is one, whatever its form.
 */
function judge(document: IniDocument, entry: IniEntry, section: IniSection): Judged | undefined {
  const key = keyOf(entry, section);
  if (!key || !hasForm(key) || entry.swallowed || JUDGED_ELSEWHERE.includes(key.name)) return undefined;
  if (typeof entry.value !== 'string') return undefined;
  const text = textOf(document, entry, entry.value);
  if (text === '' || isReference(text)) return undefined;
  const flaw = judgeValue(key, text);
  if (!flaw) return undefined;
  const written = writtenValue(document, entry);
  return { range: written.unquoted ?? written.range, flaw };
}

function textOf(document: IniDocument, entry: IniEntry, value: string): string {
  if (entry.isFlawless || isAsWritten(value)) return value;
  const { range, unquoted = range } = writtenValue(document, entry);
  return document.source.text.slice(unquoted.start, unquoted.end);
}

function remedyOf({ nearest, onlyCase }: ValueFlaw): SafeText {
  if (nearest === undefined) return safe`Correct it.`;
  return onlyCase ? safe`Write ${safeName(nearest)}.` : safe`Did you mean ${safeName(nearest)}?`;
}

function useNearest(range: Range, { onlyCase }: ValueFlaw, nearest: string) {
  return {
    fixId: onlyCase ? ('correct-case' as const) : ('use-nearest' as const),
    data: { value: safeName(nearest) },
    edits: [{ ...range, newText: nearest }],
    preferred: true,
  };
}
