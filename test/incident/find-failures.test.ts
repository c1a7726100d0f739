import { findFailures } from '@keyless/sessions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPTURED } from './captured.ts';
import { ORDINARY } from './ordinary-output.ts';

const FORMS: readonly (readonly [name: string, change: (output: string) => string])[] = [
  ['as it is', (output) => output],
  ['with Windows line ends', (output) => output.replaceAll('\n', '\r\n')],
  ['in colour', (output) => output.replaceAll(/[^\n]+/gu, (line) => `\u001B[1;31m${line}\u001B[0m\u001B[K`)],
  [
    'coloured word by word, with a title of the terminal',
    (output) =>
      `\u001B]0;deploy\u0007${output.replaceAll(/[A-Z][a-z]+/gu, (word) => `\u001B[33m${word}\u001B[39m`)}`,
  ],
  [
    'between marks of the shell integration',
    (output) => `\u001B]633;C\u0007${output}\u001B]633;D;255\u0007\u001B]633;A\u0007`,
  ],
];

const AMONG: readonly (readonly [name: string, change: (output: string) => string])[] = [
  ['behind other output', (output) => `${ORDINARY.map(([, text]) => text).join('')}${output}`],
  ['before other output', (output) => `${output}${ORDINARY[0]![1]}`],
  ['wrapped between words', (output) => wrapWords(output, 60)],
  ['wrapped within words', (output) => output.replaceAll(/[^\n]{50}/gu, '$&\n')],
  ['in a box of Terraform', (output) => `╷\n${wrapWords(output.trim(), 72).replaceAll(/^/gmu, '│ ')}\n╵\n`],
];

describe('findFailures', () => {
  describe.each(CAPTURED)('$tool: $kind', ({ tool, output, kind, subject }) => {
    it.each(FORMS)('%s', (_name, change) => {
      const [first] = findFailures(change(output));
      expect(first?.kind).toBe(kind);
      if (subject !== undefined) expect(first?.subject).toBe(subject);
    });

    // A broken entry and YAML are recognised by their lines; a box is in no box; GitHub wraps no log.
    const keepsLines = kind === 'corrupt-entry' || /^Code: |│/u.test(output) || tool.startsWith('GitHub');
    if (!keepsLines) {
      it.each(AMONG)('%s', (_name, change) => {
        expect(findFailures(change(output)).map((failure) => failure.kind)).toContain(kind);
      });
    }
  });

  it.each(ORDINARY)('finds nothing in the output of %s', (_name, output) => {
    expect(findFailures(output)).toEqual([]);
  });

  it('finds nothing in all of it together', () => {
    expect(findFailures(ORDINARY.map(([, output]) => output).join('\n'))).toEqual([]);
  });

  it('tells of each kind once, in the order of the output', () => {
    const kinds = findFailures(
      'The config profile (a) could not be found\nThe config profile (b) could not be found\nUnable to parse config file: x\n',
    ).map(({ kind, subject }) => [kind, subject]);
    expect(kinds).toEqual([
      ['unknown-profile', 'a'],
      ['unreadable-file', 'x'],
    ]);
  });

  it('looks at the end of very long output', () => {
    const noise = `${'x'.repeat(200)}\n`.repeat(50_000);
    expect(findFailures(`${noise}${CAPTURED[0]!.output}`).map(({ kind }) => kind)).toEqual([
      'expired-session',
    ]);
  });

  it('takes time in proportion to the output, whatever that is', () => {
    const pieces = [
      '(Service: ',
      'operation error ',
      'a',
      ' ',
      '\n',
      '│ ',
      "'",
      'Code: X',
      '\u001B[',
      '\u001B]',
    ];
    for (const piece of pieces) {
      const begin = performance.now();
      findFailures(piece.repeat(Math.ceil((256 * 1024) / piece.length)));
      expect(performance.now() - begin, JSON.stringify(piece)).toBeLessThan(3000);
    }
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(Array.isArray(findFailures(text))).toBe(true);
      }),
    );
  });
});

function wrapWords(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => {
      let length = 0;
      return line
        .split(' ')
        .map((word, index) => {
          const isBroken = index > 0 && length + word.length + 1 > width;
          length = isBroken ? word.length : length + word.length + 1;
          return index === 0 ? word : `${isBroken ? '\n' : ' '}${word}`;
        })
        .join('');
    })
    .join('\n');
}
