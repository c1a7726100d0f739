import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, formatEdits, type FormatOptions } from '@keyless/core';
import type { IniKind } from '../../core/src/documents/document.ts';
import { parseIni } from '../../core/src/documents/ini/parser.ts';
import { iniText } from './ini-arbitrary.ts';
import { asBotocore, asJsSdk, decodeSource } from './ini-oracle.ts';

const kinds = fc.constantFrom<IniKind>('aws-config', 'aws-credentials');
const flag = fc.option(fc.boolean(), { nil: undefined });
const options: fc.Arbitrary<FormatOptions> = fc.record({
  trimTrailingWhitespace: flag,
  insertFinalNewline: flag,
  trimFinalNewlines: flag,
});

function format(text: string, kind: IniKind, wanted: FormatOptions): string {
  const source = decodeSource(Buffer.from(text, 'utf8'));
  const edits = formatEdits(parseIni('file:///x', kind, source), wanted);
  return (source.bom ? '\uFEFF' : '') + applyEdits(source.text, edits);
}

/** What both readers make of a text, in the shape in which the tools themselves print it. */
function readings(text: string, kind: IniKind): object {
  const source = decodeSource(Buffer.from(text, 'utf8'));
  return { cli: asBotocore(source, kind), js: asJsSdk(source, kind) };
}

describe('formatting', () => {
  it('changes nothing that the AWS CLI or the JavaScript SDK reads, on any file', () => {
    let changed = 0;
    let readable = 0;
    fc.assert(
      fc.property(iniText, kinds, options, (text, kind, wanted) => {
        const after = format(text, kind, wanted);
        expect(readings(after, kind)).toEqual(readings(text, kind));
        if (after === text) return;
        changed += 1;
        if (asBotocore(decodeSource(Buffer.from(text, 'utf8')), kind) !== 'ConfigParseError') readable += 1;
      }),
      { numRuns: 1500 },
    );
    // A formatter that refused everything would pass. Twenty runs changed 210 to 264 files, 47 to 78 of them readable.
    expect(changed).toBeGreaterThan(120);
    expect(readable).toBeGreaterThan(20);
  });

  it('leaves a formatted file alone', () => {
    fc.assert(
      fc.property(iniText, kinds, options, (text, kind, wanted) => {
        // Rare white space counts as a blank when habits are counted, but is not replaced.
        const once = format(text.replaceAll(/[^\S \t\r\n]|[\u0085\u001c-\u001f]/gu, ' '), kind, wanted);
        expect(format(once, kind, wanted)).toBe(once);
      }),
      { numRuns: 1500 },
    );
  });

  it('moves white space only', () => {
    const visible = (text: string): string => text.replaceAll(/[\s\u0085\u001c-\u001f]/gu, '');
    fc.assert(
      fc.property(iniText, kinds, options, (text, kind, wanted) => {
        expect(visible(format(text, kind, wanted))).toBe(visible(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('never has to be refused for a file without lone carriage returns', () => {
    // The last look at the result is a safety net: what the formatter means to do must hold by itself.
    fc.assert(
      fc.property(iniText, kinds, (text, kind) => {
        const usual = text.replaceAll(/\r(?!\n)/gu, '\n');
        const source = decodeSource(Buffer.from(`${usual}\n[a]\n[b]\n`, 'utf8'));
        fc.pre(!usual.includes('__proto__') && !/\[[ab]\]/u.test(usual));
        expect(formatEdits(parseIni('file:///x', kind, source), {})).not.toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });
});
