import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../scripts/lib/run-command.mjs';
import { bundleServer, type Bundle } from '../lsp/bundle.ts';
import { CONFIG, ENV, SECRETS, WORKFLOW } from '../lsp/samples.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/editors.md'), 'utf8');

/** The first fenced block of a language below a heading of docs/editors.md. */
function recipe(heading: string, language: string): string {
  const below = PAGE.split(new RegExp(`^#+ ${heading}$`, 'mu'))[1] ?? '';
  const text = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'mu').exec(below)?.[1];
  if (text === undefined) throw new Error(`docs/editors.md has no ${language} below ${heading}`);
  return text;
}

/** What a program says of itself; `undefined` where it is not installed. */
function versionOf(program: string, pattern: RegExp): string | undefined {
  const { error, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return error ? undefined : pattern.exec(stdout)?.[1];
}

const neovim = versionOf('nvim', /^NVIM v(\S+)/u);
const emacs = versionOf('emacs', /^GNU Emacs (\S+)/u);
const hasEglot =
  emacs !== undefined && spawnSync('emacs', ['--batch', '--eval', "(require 'eglot)"]).status === 0;

let bundle: Bundle;
let folder = '';
let env: NodeJS.ProcessEnv;

/** Each kind of file that a recipe names in another way, and a rule that it breaks. */
const FILES = [
  ['home/.aws/config', CONFIG, 'static-session-key'],
  ['home/.aws/credentials', CONFIG.replace('profile ', ''), 'static-session-key'],
  ['work/.env', ENV, 'static-session-key'],
  ['work/.env.local', ENV, 'static-session-key'],
  ['work/.github/workflows/deploy.yml', WORKFLOW, 'static-long-term-key'],
] as const;

beforeAll(async () => {
  bundle = await bundleServer();
  folder = await realpath(await mkdtemp(join(tmpdir(), 'keyless-editors-')));
  for (const [name, text] of FILES) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  // What `npm install --global` puts on the PATH.
  const program = join(folder, 'bin/keyless-language-server');
  await mkdir(join(folder, 'bin'));
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${bundle.path}' "$@"\n`);
  await chmod(program, 0o755);
  const path = [join(folder, 'bin'), process.env['PATH']].join(delimiter);
  env = { PATH: path, HOME: join(folder, 'home'), XDG_CONFIG_HOME: join(folder, 'config'), LANG: 'C.UTF-8' };
});
afterAll(async () => {
  await bundle.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** Runs an editor on a file and gives the codes of the diagnostics that it shows, sorted. */
async function codesIn(program: string, args: readonly string[]): Promise<readonly string[]> {
  const output = await runCommand(program, args, { cwd: join(folder, 'work'), env, timeoutMs: 60_000 });
  expect(output).not.toContain(SECRETS.secretKey);
  const line = output.split('\n').find((one) => one.startsWith('shown:'));
  if (line === undefined) throw new Error(`The editor showed nothing:\n${output}`);
  return line.slice('shown:'.length).trim().split(' ').sort();
}

describe.skipIf(neovim === undefined)(`Neovim ${neovim ?? '(not installed)'}`, { timeout: 90_000 }, () => {
  const [major = 0, minor = 0] = (neovim ?? '').split('.').map(Number);
  const heading = major > 0 || minor >= 11 ? 'Neovim 0.11 and later' : 'Neovim 0.7 to 0.10';

  const PROBE = `
    vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 20)
    local codes = {}
    for _, one in ipairs(vim.diagnostic.get(0)) do
      table.insert(codes, one.code or one.user_data.lsp.code)
    end
    io.stdout:write('\\nshown: ' .. table.concat(codes, ' ') .. '\\n')
    vim.cmd('qall!')`;

  beforeAll(async () => {
    await writeFile(join(folder, 'init.lua'), recipe(heading, 'lua'));
    await writeFile(join(folder, 'probe.lua'), PROBE);
  });

  it.each(FILES)('shows what is wrong with %s', async (name, _text, rule) => {
    const args = ['--headless', '-u', join(folder, 'init.lua'), join(folder, name)];
    expect(await codesIn('nvim', [...args, '-c', `luafile ${join(folder, 'probe.lua')}`])).toContain(rule);
  });
});

const emacsName = emacs === undefined ? 'Emacs (not installed)' : `Emacs ${emacs} with Eglot`;

describe.skipIf(!hasEglot)(emacsName, { timeout: 90_000 }, () => {
  const PROBE = `
    (defun probe (file)
      (find-file file)
      ;; Eglot connects from here, which nothing runs in a batch.
      (run-hooks 'post-command-hook)
      (let ((end (+ (float-time) 30)))
        (while (and (< (float-time) end) (null (flymake-diagnostics))) (accept-process-output nil 0.02)))
      (princ "\\nshown:")
      (dolist (one (flymake-diagnostics))
        (let ((text (flymake-diagnostic-text one)))
          (when (string-match "\\\\[\\\\([a-z-]+\\\\)\\\\]" text) (princ (format " %s" (match-string 1 text))))))
      (princ "\\n"))`;

  beforeAll(async () => {
    await writeFile(join(folder, 'init.el'), recipe('Emacs', 'elisp'));
    await writeFile(join(folder, 'probe.el'), PROBE);
  });

  it.each(FILES)('shows what is wrong with %s', async (name, _text, rule) => {
    const load = ['init.el', 'probe.el'].flatMap((file) => ['--load', join(folder, file)]);
    // `emacs --batch` passes over the file in which Debian tells where its packages are.
    const args = ['--batch', '--eval', '(package-initialize)', ...load];
    expect(await codesIn('emacs', [...args, '--eval', `(probe "${join(folder, name)}")`])).toContain(rule);
  });
});
