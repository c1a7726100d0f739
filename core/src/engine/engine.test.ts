import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinter, parseModel } from '../linter.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { Applicability, Rule } from '../rule-api/rule.ts';
import { defaultSettings } from '../rule-api/settings.ts';
import { safe, safeName } from '../secret/safe-text.ts';
import { changedText, changedUri, type FileChange, type FileText } from '../text/file-change.ts';
import { createSourceText } from '../text/source-text.ts';
import { applyEdits, type TextEdit } from '../text/text-edit.ts';
import { selectFixes } from './apply-fixes.ts';
import { MADE_UP } from './made-up.ts';
import { suppressionEdit } from './suppressions.ts';

/** Reports each entry of a name, and offers to shorten its value by one character. */
function entryRule(id: string, name: string): Rule {
  return defineRule({
    meta: {
      ...MADE_UP,
      id,
      messages: { found: '{name} is here' },
      fixes: { shorten: { title: 'Shorten {name}', applicability: 'safe' } },
    },
    create: (context) => ({
      entry: (entry, section) => {
        if (entry.name !== name || entry.valueRange.start === entry.valueRange.end) return;
        const data = { name: safeName(entry.name) };
        context.report({
          messageId: 'found',
          range: entry.valueRange,
          anchor: safeName(section.name),
          data,
          fixes: () => [
            {
              fixId: 'shorten',
              data,
              edits: [{ start: entry.valueRange.end - 1, end: entry.valueRange.end, newText: '' }],
            },
          ],
        });
      },
    }),
  });
}

const broken: Rule = defineRule({
  meta: { ...entryRule('broken-rule', 'a').meta },
  create: () => ({
    entry: () => {
      throw new Error('the document says wJalrXUtnFEMI');
    },
  }),
});

function lint(text: string, rules: readonly Rule[], settings = defaultSettings, malformed = false) {
  const linter = createLinter({ rules, clock: () => new Date(0), readers: { dotenv: () => ({}) } });
  const model = parseModel('file:///.aws/config', 'aws-config', createSourceText(text, { malformed }));
  return { linter, model, result: linter.lint(model, { settings }) };
}

describe('a run', () => {
  it('does not depend on the order of the rules', () => {
    const rules = ['a', 'b', 'c'].map((name) => entryRule(`rule-${name}`, name));
    const text = '[profile x]\nb = 1\na = 2\nc = 3\na1 = 4\n[profile y]\na = 1\n';
    const expected = lint(text, rules).result.findings.map(({ ruleId, range }) => [ruleId, range]);
    expect(expected.length).toBe(4);
    fc.assert(
      fc.property(fc.shuffledSubarray(rules, { minLength: 3 }), (shuffled) => {
        expect(lint(text, shuffled).result.findings.map(({ ruleId, range }) => [ruleId, range])).toEqual(
          expected,
        );
      }),
    );
  });

  it('goes on when a rule throws, and says nothing of what the error said', () => {
    const { result } = lint('[profile x]\na = 1\na = 2\n', [broken, entryRule('rule-a', 'a')]);
    expect(result.findings.map((finding) => finding.ruleId)).toEqual(['rule-a', 'rule-a']);
    expect(result.failures).toHaveLength(1);
    expect(JSON.stringify(result.failures)).not.toContain('wJal');
  });

  it('numbers findings about the same thing, so that fingerprints differ and stay', () => {
    const { result } = lint('[profile x]\na = 1\na = 2\n', [entryRule('rule-a', 'a')]);
    expect(result.findings.map((finding) => finding.fingerprint)).toEqual(['rule-a:x:0', 'rule-a:x:1']);
    const moved = lint('# new\n[profile z]\nq = 1\n[profile x]\na = 1\na = 2\n', [entryRule('rule-a', 'a')]);
    expect(moved.result.findings.map((finding) => finding.fingerprint)).toEqual(['rule-a:x:0', 'rule-a:x:1']);
  });

  it('obeys the levels of the settings', () => {
    const rules = [entryRule('rule-a', 'a')];
    const at = (level: 'off' | 'hint') =>
      lint('[profile x]\na = 1\n', rules, { ...defaultSettings, rules: { 'rule-a': level } }).result.findings;
    expect(at('off')).toEqual([]);
    expect(at('hint').map((finding) => finding.severity)).toEqual(['hint']);
  });

  it('applies safe fixes to the end, and at most ten times', () => {
    const rules = [entryRule('rule-a', 'a'), entryRule('rule-b', 'b')];
    const short = lint('[profile x]\na = 123\nb = 1\n', rules);
    expect(short.linter.applySafeFixes(short.model)).toMatchObject({ text: '[profile x]\na = \nb = \n' });
    const long = lint(`[profile x]\na = ${'1'.repeat(50)}\n`, rules);
    expect(long.linter.applySafeFixes(long.model).applied).toHaveLength(10);
  });
});

describe('selectFixes', () => {
  const fix = (...edits: readonly TextEdit[]) => ({
    id: 'x',
    title: safe`x`,
    applicability: 'safe' as const,
    edits,
    elsewhere: [],
    preferred: false,
    placeholder: undefined,
  });
  const finding = lint('[profile x]\na = 1\n', [entryRule('rule-a', 'a')]).result.findings[0]!;

  it('holds back a second insert at the same place, which may be the same line', () => {
    const insert = { start: 4, end: 4, newText: 'id-token: write\n' };
    const deletions = [0, 6].map((start) => ({ start, end: start + 2, newText: '' }));
    const findings = deletions.map((deletion) => ({ ...finding, fixes: [fix(insert, deletion)] }));
    const { chosen, heldBack } = selectFixes(findings, () => true);
    expect([chosen, heldBack]).toEqual(findings.map(({ fixes }) => fixes));
  });

  it('takes equal edits once and holds back those that overlap', () => {
    const of = (start: number, end: number) => ({ ...finding, fixes: [fix({ start, end, newText: '' })] });
    const selection = selectFixes([of(0, 4), of(0, 4), of(2, 6), of(4, 5)], () => true);
    expect(selection.edits).toEqual([
      { start: 0, end: 4, newText: '' },
      { start: 4, end: 5, newText: '' },
    ]);
    expect(selection.heldBack).toHaveLength(1);
  });
});

describe('a text that lost bytes in reading', () => {
  it.each([true, false])(
    'is judged and offered no fixes, by its sections or as a whole (%s)',
    (bySection) => {
      const one = entryRule('rule-a', 'a');
      const rule: Rule = bySection ? { ...one, bySection } : one;
      const { linter, model, result } = lint('[profile x]\na = 1\n', [rule], defaultSettings, true);
      expect(result.findings.map(({ ruleId, fixes }) => [ruleId, fixes])).toEqual([['rule-a', []]]);
      expect(linter.applySafeFixes(model).text).toBe(model.document.source.text);
    },
  );
});

describe('a fix of several files', () => {
  const other: FileText = { uri: 'file:///other', source: createSourceText('a\r\n') };
  const edit: FileChange = { type: 'edit', file: other, edits: [{ start: 0, end: 1, newText: 'b' }] };

  function fixesOf(applicability: Applicability, elsewhere: readonly FileChange[]) {
    const plain = entryRule('rule-a', 'a');
    const rule: Rule = {
      meta: { ...plain.meta, fixes: { shorten: { title: 'Shorten', applicability } } },
      create: (context) =>
        plain.create({
          ...context,
          report: (report) => {
            const fixes = report.fixes?.().map((fix) => ({ ...fix, elsewhere })) ?? [];
            context.report({ ...report, fixes: () => fixes });
          },
        }),
    };
    const { result } = lint('[profile x]\na = 1\n', [rule]);
    return { fixes: result.findings.flatMap((one) => one.fixes), result };
  }

  it('carries the changes of the others', () => {
    const { fixes } = fixesOf('review', [edit, { type: 'create', uri: 'file:///new', text: 'c' }]);
    expect(fixes[0]?.elsewhere.map(changedUri)).toEqual(['file:///other', 'file:///new']);
    expect(fixes[0]?.elsewhere.map(changedText)).toEqual(['b\r\n', 'c']);
  });

  it('cannot be safe, and is never chosen among others', () => {
    const { fixes, result } = fixesOf('safe', [edit]);
    expect(fixes).toEqual([]);
    expect(result.failures).toHaveLength(1);
    const review = fixesOf('review', [edit]).result;
    expect(selectFixes(review.findings, () => true).chosen).toEqual([]);
  });

  it.each([
    ['changes a file twice', [edit, edit]],
    [
      'speaks of the document itself as another',
      [{ ...edit, file: { ...other, uri: 'file:///.aws/config' } }],
    ],
  ])('is refused where it %s', (_name, elsewhere) => {
    const { fixes, result } = fixesOf('review', elsewhere);
    expect([fixes.length, result.failures.length]).toEqual([0, 1]);
  });

  it('is not offered over a text that lost bytes in reading', () => {
    const lossy = { ...other, source: createSourceText('a', { malformed: true }) };
    const { fixes, result } = fixesOf('review', [{ ...edit, file: lossy }]);
    expect([fixes.length, result.failures.length]).toEqual([0, 0]);
  });
});

describe('suppressions', () => {
  const rules = [entryRule('rule-a', 'a'), entryRule('rule-b', 'b')];
  it.each([
    ['the next line', '[profile x]\n# keyless: ignore[rule-a] reason\na = 1\n', []],
    ['several rules', '[profile x]\n; keyless: ignore[rule-b, rule-a]\na = 1\n', ['unused-suppression']],
    ['the whole file', '# keyless: ignore-file[rule-a]\n[profile x]\na = 1\nb = 1\n', ['rule-b']],
    ['all rules of the file', '# keyless: ignore-file\n[profile x]\na = 1\nb = 1\n', []],
    [
      'not another line',
      '[profile x]\n# keyless: ignore[rule-a]\n\na = 1\n',
      ['unused-suppression', 'rule-a'],
    ],
    ['not another rule', '[profile x]\n# keyless: ignore[rule-b]\na = 1\n', ['unused-suppression', 'rule-a']],
    ['nothing without a rule', '[profile x]\n# keyless: ignore\na = 1\n', ['unused-suppression', 'rule-a']],
    [
      'nothing behind a value, which is no comment there',
      '[profile x]\na = 1 # keyless: ignore[rule-a]\n',
      ['rule-a'],
    ],
    ['no rule that is off', '# keyless: ignore-file[rule-z]\n[profile x]\n', []],
  ])('silence %s', (_name, text, expected) => {
    const { result } = lint(text, rules);
    expect(result.findings.map((finding) => finding.ruleId).sort()).toEqual([...expected].sort());
  });

  it('are written so that they silence, in the indentation and line ending of the file', () => {
    const text = '[profile x]\r\n  a = 1\r\n';
    const { model, result } = lint(text, rules);
    const edited = applyEdits(text, [suppressionEdit(model.document, result.findings[0]!)]);
    expect(edited).toBe('[profile x]\r\n# keyless: ignore[rule-a]\r\n  a = 1\r\n');
    expect(lint(edited, rules).result.findings).toEqual([]);
  });
});
