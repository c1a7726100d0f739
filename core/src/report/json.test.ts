import { describe, expect, it } from 'vitest';
import type { Finding } from '../engine/finding.ts';
import { safe } from '../secret/safe-text.ts';
import { createSourceText } from '../text/source-text.ts';
import { jsonFindings, jsonReport } from './json.ts';
import { addFindings, emptySummary } from './summary.ts';

const source = createSourceText('\uFEFFA=😀\r\nB="x\r\ny"\r\n');
const edits = [{ start: 0, end: 1, newText: 'aws_secret_access_key = moved' }];
const fix = {
  id: 'mend',
  title: safe`Mend it`,
  applicability: 'safe',
  edits,
  elsewhere: [],
  preferred: true,
  placeholder: undefined,
} as const;
const finding: Finding = {
  ruleId: 'some-rule',
  severity: 'error',
  message: safe`Wrong`,
  range: { start: 4, end: 12 },
  related: [
    {
      uri: 'file:///w/a/config',
      range: { start: 0, end: 1 },
      start: { line: 0, character: 1 },
      end: { line: 0, character: 2 },
      message: safe`Here`,
    },
  ],
  fixes: [fix],
  fingerprint: 'some-rule:x:0',
  tag: 'unnecessary',
};

describe('jsonFindings', () => {
  it('counts lines and columns from 1, in UTF-16 units, the end exclusive, without the byte order mark', () => {
    const [first] = jsonFindings('.env', source, [{ ...finding, range: { start: 2, end: 4 } }], (uri) => uri);
    expect(first).toMatchObject({ line: 1, column: 3, endLine: 1, endColumn: 5 });
    const [second] = jsonFindings(
      '.env',
      source,
      [{ ...finding, range: { start: 6, end: 13 } }],
      (uri) => uri,
    );
    expect(second).toMatchObject({ line: 2, column: 1, endLine: 3, endColumn: 2 });
  });

  it('says all about a finding and nothing of what a fix writes', () => {
    const found = jsonFindings('.env', source, [finding], (uri) => uri.replace('file:///w/', ''));
    expect(found).toEqual([
      {
        ruleId: 'some-rule',
        severity: 'error',
        file: '.env',
        line: 1,
        column: 5,
        endLine: 3,
        endColumn: 1,
        message: 'Wrong',
        related: [{ file: 'a/config', line: 1, column: 2, message: 'Here' }],
        fixes: [{ id: 'mend', title: 'Mend it', applicability: 'safe' }],
        fingerprint: 'some-rule:x:0',
      },
    ]);
  });
});

describe('jsonReport', () => {
  it('is one object of version 1', () => {
    const skipped = [{ file: 'a', reason: 'b' }];
    const text = jsonReport({ findings: [], skipped, summary: emptySummary });
    expect(JSON.parse(text)).toEqual({ version: 1, findings: [], skipped, summary: emptySummary });
    expect(text.endsWith('}\n')).toBe(true);
  });
});

describe('addFindings', () => {
  it('counts severities and what can be done', () => {
    const review = { ...fix, applicability: 'review' } as const;
    const findings: Finding[] = [
      finding,
      { ...finding, severity: 'hint', fixes: [review] },
      { ...finding, severity: 'hint', fixes: [review, fix] },
      { ...finding, severity: 'info', fixes: [] },
    ];
    expect(addFindings({ ...emptySummary, files: 1, findings: 1, error: 1 }, findings)).toEqual({
      ...emptySummary,
      files: 2,
      findings: 5,
      error: 2,
      info: 1,
      hint: 2,
      fixable: 2,
      heldBack: 1,
    });
  });
});
