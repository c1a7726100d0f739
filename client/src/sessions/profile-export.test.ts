import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { profileExport } from './profile-export.ts';

describe('the line that sets a profile', () => {
  it.each([
    ['/bin/bash', 'dev', 'export AWS_PROFILE=dev'],
    ['/usr/bin/zsh', 'a b', `export AWS_PROFILE='a b'`],
    ['', "it's", String.raw`export AWS_PROFILE='it'\''s'`],
    ['/usr/bin/fish', String.raw`a'b\c`, String.raw`set -gx AWS_PROFILE 'a\'b\\c'`],
    [String.raw`C:\Program Files\PowerShell\7\pwsh.exe`, "it's", `$env:AWS_PROFILE = 'it''s'`],
    ['/usr/bin/pwsh', 'dev', `$env:AWS_PROFILE = 'dev'`],
    [
      String.raw`C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe`,
      'dev',
      `$env:AWS_PROFILE = 'dev'`,
    ],
    [String.raw`C:\WINDOWS\System32\cmd.exe`, 'a b', 'set "AWS_PROFILE=a b"'],
    [String.raw`C:\WINDOWS\System32\cmd.exe`, '%PATH%', undefined],
    ['/usr/bin/nu', 'dev', `$env.AWS_PROFILE = 'dev'`],
    ['/usr/bin/nu', "it's", undefined],
  ])('is that of the shell: %s, %s', (shell, profile, line) => {
    expect(profileExport(shell, profile)).toBe(line);
  });

  it.each(['dev', 'a b', "it's", '$(touch x)', '`id`', 'a;b', '"', '\\', '!x', '*', 'é😀'])(
    'gives a shell of POSIX exactly the name: %s',
    (profile) => {
      const line = profileExport('/bin/sh', profile) ?? '';
      const { stdout } = spawnSync('/bin/sh', ['-c', `${line}; printf %s "$AWS_PROFILE"`], {
        encoding: 'utf8',
      });
      expect(stdout).toBe(profile);
    },
  );
});
