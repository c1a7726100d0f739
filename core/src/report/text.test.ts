import { describe, expect, it } from 'vitest';
import type { Finding } from '../engine/finding.ts';
import { parseModel } from '../linter.ts';
import { safe } from '../secret/safe-text.ts';
import { createSourceText } from '../text/source-text.ts';
import { emptySummary } from './summary.ts';
import { textFindings, textSummary } from './text.ts';

const model = parseModel('file:///w/.env', 'dotenv', createSourceText('A=1\nAWS_PROFILE=dev\n'));
const finding: Finding = {
  ruleId: 'some-rule',
  severity: 'warning',
  message: safe`Something is wrong`,
  range: { start: 16, end: 19 },
  related: [],
  fixes: [],
  fingerprint: 'f',
  tag: undefined,
};
const fileOf = (uri: string): string => uri.replace('file:///w/', '');

describe('textFindings', () => {
  it('says where, how bad, what and which rule, and shows the code', () => {
    expect(textFindings('.env', model, [finding, { ...finding, range: { start: 0, end: 1 } }], fileOf)).toBe(
      [
        '.env:2:13  warning  Something is wrong  some-rule',
        '  2 | AWS_PROFILE=dev',
        '    |             ^^^',
        '',
        '.env:1:1  warning  Something is wrong  some-rule',
        '  1 | A=1',
        '    | ^',
        '',
        '',
      ].join('\n'),
    );
  });

  it('adds related places and fixes', () => {
    const place = {
      range: { start: 0, end: 1 },
      start: { line: 4, character: 2 },
      end: { line: 4, character: 3 },
    };
    const full: Finding = {
      ...finding,
      related: [{ ...place, uri: 'file:///w/other', message: safe`Because of this` }],
      fixes: [
        {
          id: 'x',
          title: safe`Mend it`,
          applicability: 'review',
          edits: [],
          elsewhere: [],
          preferred: false,
          placeholder: undefined,
        },
      ],
    };
    expect(textFindings('.env', model, [full], fileOf).split('\n').slice(3, 5)).toEqual([
      '  see other:5:3  Because of this',
      '  fix (review): Mend it',
    ]);
  });

  it('lets no file name steer the terminal', () => {
    expect(textFindings('a\u001b[31m\n.env', model, [finding], fileOf)).toMatch(
      /^a\uFFFD\[31m\uFFFD\.env:2:13 {2}/u,
    );
  });

  it('is empty for nothing', () => {
    expect(textFindings('.env', model, [], fileOf)).toBe('');
  });
});

describe('textSummary', () => {
  it('counts', () => {
    expect(textSummary({ ...emptySummary, files: 1 })).toBe('No problems in 1 file.\n');
    const all = {
      findings: 4,
      error: 2,
      warning: 1,
      hint: 1,
      files: 3,
      fixed: 1,
      fixable: 1,
      heldBack: 2,
      suppressed: 1,
      foreign: 1,
      skipped: 2,
    };
    expect(textSummary({ ...emptySummary, ...all })).toBe(
      [
        '4 problems (2 errors, 1 warning, 1 hint) in 3 files.',
        '1 fix applied.',
        '1 problem can be fixed with --fix.',
        '2 problems held back: their fixes need your review. Apply them in the editor, or one rule at a time with --fix=review --rule ID.',
        '1 problem silenced by comments.',
        '1 YAML file passed by: of no kind that Keyless knows.',
        '2 files and folders skipped.',
        '',
      ].join('\n'),
    );
  });
});
