import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseModel } from '../linter.ts';
import { createSourceText } from '../text/source-text.ts';
import { createCodeFrames } from './code-frame.ts';

const KEY_ID = 'ASIAQNZGKIQY56JQ7WML';

/** The frame of the first place where `marked` stands in a .env. */
function frame(text: string, marked: string): readonly string[] {
  const start = text.indexOf(marked);
  const frames = createCodeFrames(parseModel('file:///.env', 'dotenv', createSourceText(text)));
  return frames.frame({ start, end: start + marked.length }).split('\n');
}

describe('createCodeFrames', () => {
  it('puts carets under the place', () => {
    expect(frame('A=1\nAWS_PROFILE=dev # mine\n', 'dev')).toEqual([
      '  2 | AWS_PROFILE=dev # mine',
      '    |             ^^^',
    ]);
  });

  it('masks a secret and puts the carets under the mask', () => {
    expect(frame(`AWS_ACCESS_KEY_ID=${KEY_ID} # mine\n`, KEY_ID)).toEqual([
      '  1 | AWS_ACCESS_KEY_ID=ASIA…7WML # mine',
      '    |                   ^^^^^^^^^',
    ]);
    expect(frame('AWS_SECRET_ACCESS_KEY="hunter2"\n', 'hunter2')).toEqual([
      '  1 | AWS_SECRET_ACCESS_KEY="***"',
      '    |                        ^^^',
    ]);
  });

  it('keeps the carets in place behind a mask, tabs, wide and combined characters', () => {
    expect(frame(`# ${KEY_ID} B=dev`, 'B=dev')).toEqual([
      '  1 | # ASIA…7WML B=dev',
      '    |             ^^^^^',
    ]);
    expect(frame('# \t日本e\u0301 dev', 'dev')).toEqual([
      '  1 | #     日本e\u0301 dev',
      '    |             ^^^',
    ]);
  });

  it('marks an empty range, the end of a line and the first line of several', () => {
    expect(frame('A=b', '')).toEqual(['  1 | A=b', '    | ^']);
    const frames = createCodeFrames(parseModel('file:///.env', 'dotenv', createSourceText('A=b\nC=d')));
    expect(frames.frame({ start: 3, end: 3 })).toBe('  1 | A=b\n    |    ^');
    expect(frames.frame({ start: 2, end: 7 })).toBe('  1 | A=b\n    |   ^');
  });

  it('shows a piece of a long line and cuts no mask', () => {
    const text = `# ${'x '.repeat(500)}AWS_PROFILE=dev ${KEY_ID} ${'y '.repeat(500)}`;
    const [line, carets] = frame(text, 'dev');
    expect(line).toMatch(/^ {2}1 \| …(?:x )+AWS_PROFILE=dev ASIA…7WML (?:y ?)+…$/u);
    expect(line!.length).toBeLessThan(140);
    expect(line!.slice(carets!.indexOf('^'), carets!.lastIndexOf('^') + 1)).toBe('dev');
  });

  it('lets nothing through that steers a terminal', () => {
    const [line] = frame('# \u001b[2J\u202e\u009b dev', 'dev');
    expect(line).toBe('  1 | # \uFFFD[2J\uFFFD\uFFFD dev');
  });

  it('frames any range of any text, on two lines, without the secret', () => {
    const text = fc.array(fc.constantFrom('A=', KEY_ID, '\n', '\t', '😀', ' ', 'é', '\u0007'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, fc.nat(200), fc.nat(50), (pieces, start, length) => {
        const source = createSourceText(pieces.join(''));
        const frames = createCodeFrames(parseModel('file:///.env', 'dotenv', source));
        const range = {
          start: Math.min(start, source.text.length),
          end: Math.min(start + length, source.text.length),
        };
        const shown = frames.frame(range);
        expect(shown.split('\n')).toHaveLength(2);
        expect(shown).toContain('^');
        expect(shown).not.toContain(KEY_ID);
        expect(shown).not.toMatch(/[^\P{Cc}\n]/u);
      }),
    );
  });
});
