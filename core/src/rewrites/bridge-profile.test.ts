import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bridgedProfile } from '../aws/bridge-command.ts';
import { parseIni } from '../documents/ini/parser.ts';
import { readAsCli } from '../documents/ini/readers/cli.ts';
import { splitShellWords } from '../documents/ini/shell-words.ts';
import { createSourceText } from '../text/source-text.ts';
import { applyEdits } from '../text/text-edit.ts';
import { bridgeCommand, bridgeEdits } from './bridge-profile.ts';

function after(text: string, more: Partial<Parameters<typeof bridgeEdits>[1]> = {}): string | undefined {
  const config = parseIni('file:///config', 'aws-config', createSourceText(text));
  const edits = bridgeEdits(config, { name: 'dev-bridge', profile: 'dev', region: undefined, ...more });
  return edits && applyEdits(text, edits);
}

const COMMAND = 'aws configure export-credentials --profile dev --format process';

describe('a bridge', () => {
  it('is written at the end, in the style of the file', () => {
    expect(after('')).toBe(`[profile dev-bridge]\ncredential_process = ${COMMAND}\n`);
    expect(
      after('[profile dev]\r\nregion=eu-west-1\r\n\r\n[profile b]\r\noutput=json\r\n', {
        region: 'eu-west-1',
      }),
    ).toBe(
      '[profile dev]\r\nregion=eu-west-1\r\n\r\n[profile b]\r\noutput=json\r\n' +
        `\r\n[profile dev-bridge]\r\ncredential_process=${COMMAND}\r\nregion=eu-west-1\r\n`,
    );
    expect(after('[profile dev]\nregion = x')).toBe(
      `[profile dev]\nregion = x\n\n[profile dev-bridge]\ncredential_process = ${COMMAND}`,
    );
  });

  it('takes no region along that is none', () => {
    expect(after('', { region: 'eu-west-1 # mine' })).not.toContain('region');
  });

  it.each(['dev bridge', 'profile x', 'a]b', '', 'a#b', "it's"])(
    'has no name that the tools read apart: %j',
    (name) => {
      expect(after('', { name })).toBeUndefined();
    },
  );

  it.each(['$(touch x)', '%PATH%', 'a"b', 'a\\b', '`x`', ' a', 'a\tb', '!x', ''])(
    'hands on no profile whose name a shell would change: %j',
    (profile) => {
      expect(bridgeCommand(profile)).toBeUndefined();
    },
  );

  it('is told from the command again, for shlex and for a shell', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (profile) => {
        const command = bridgeCommand(profile);
        fc.pre(command !== undefined);
        expect(bridgedProfile(command)).toBe(profile);
        expect(splitShellWords(command)).toHaveLength(7);
      }),
    );
    const printed = execFileSync(
      '/bin/sh',
      ['-c', `printf '%s|' ${(bridgeCommand("it's a; *") ?? '').slice(4)}`],
      {
        encoding: 'utf8',
      },
    );
    expect(printed).toBe("configure|export-credentials|--profile|it's a; *|--format|process|");
  });

  it('leaves all else as it was, for any file', () => {
    const line = fc.constantFrom(
      '[profile a]',
      '[b]',
      'x = 1',
      '  y = 2',
      '# c',
      '',
      's3 =',
      '[profile dev]',
      'k',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (lines, eol) => {
        const text = lines.join(eol);
        const changed = after(text);
        fc.pre(changed !== undefined);
        expect(changed.startsWith(text.trimEnd())).toBe(true);
        const read = (one: string) =>
          readAsCli(parseIni('file:///config', 'aws-config', createSourceText(one)));
        const before = read(text);
        if (before.refusal) return;
        const now = read(changed);
        expect(now.refusal).toBeUndefined();
        if (now.refusal) return;
        expect([...now.profiles.keys()]).toEqual([...before.profiles.keys(), 'dev-bridge']);
      }),
    );
  });
});
