import { describe, expect, it } from 'vitest';
import { runCommand, runNpm } from './run-command.mjs';

const node = (script: string, options = {}) => runCommand(process.execPath, ['-e', script], options);

describe('runCommand', () => {
  it('gives both outputs and tells each line as it comes', async () => {
    const lines: string[] = [];
    const onLine = (line: string) => lines.push(line);
    const output = await node('console.log("one"); console.error("two"); process.stdout.write("three")', {
      onLine,
    });
    expect(output.replaceAll('\n', '')).toHaveLength('onetwothree'.length);
    expect(output).toContain('two');
    expect(lines.sort()).toEqual(['one', 'three', 'two']);
  });

  it('fails with the exit code and what was said, without the noise', async () => {
    const script = 'console.error("tedious\\nthe cause"); process.exit(3)';
    const failure = node(script, { noise: /tedious/ });
    await expect(failure).rejects.toThrow(/failed with exit code 3\.\nthe cause$/);
  });

  it('shows the beginning and the end of a long output', async () => {
    const script = 'for (let n = 1; n <= 100; n++) console.log("line " + n + "."); process.exit(1)';
    const message = await node(script).catch(String);
    expect(message).toContain('line 1.');
    expect(message).toContain('line 100.');
    expect(message).not.toContain('line 50.');
  });

  it('fails when the program does not exist', async () => {
    await expect(runCommand('/no/such/program', [])).rejects.toThrow('Cannot run /no/such/program');
  });

  it('ends a command that takes too long', async () => {
    await expect(node('setInterval(() => {}, 1000)', { timeoutMs: 200 })).rejects.toThrow('signal SIGTERM');
  });
});

describe('runNpm', () => {
  it('finds npm', async () => {
    expect(await runNpm(['--version'])).toMatch(/\d+\.\d+\.\d+/);
  });
});
