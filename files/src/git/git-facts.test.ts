import { execFileSync, spawnSync } from 'node:child_process';
import * as node from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { threadedFileSystem } from '../threaded-file-system.ts';
import { readGitFacts, type Remember } from './git-facts.ts';

/** No settings of the person who runs the tests, and no ignore file of theirs. */
const ENV = {
  PATH: process.env['PATH'],
  HOME: '/nowhere',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

let root: string;

beforeEach(async () => {
  root = await node.realpath(await node.mkdtemp(join(tmpdir(), 'keyless-git-')));
});
afterEach(() => node.rm(root, { recursive: true, force: true }));

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
    cwd: join(root, folder),
    env: ENV,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** What Git itself says: those of the paths that it ignores. */
function gitIgnored(folder: string, paths: readonly string[]): readonly string[] {
  const { status, stdout } = spawnSync('git', ['check-ignore', '--no-index', '-z', '--stdin'], {
    cwd: join(root, folder),
    env: ENV,
    input: paths.join('\0'),
    encoding: 'utf8',
  });
  if (status !== 0 && status !== 1) throw new Error(`git check-ignore ended with ${status}`);
  return stdout.split('\0').filter((path) => path !== '');
}

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await node.mkdir(dirname(join(root, path)), { recursive: true });
    await node.writeFile(join(root, path), text);
  }
}

async function repository(files: Readonly<Record<string, string>>): Promise<void> {
  git('.', 'init', '-q');
  await write({ '.env': '', ...files });
}

function factsOf(path: string) {
  return readGitFacts(join(root, path));
}

async function ignoredOf(paths: readonly string[]): Promise<readonly string[]> {
  const all = await Promise.all(paths.map(async (path) => ({ path, facts: await factsOf(path) })));
  return all.filter(({ facts }) => facts?.ignored === true).map(({ path }) => path);
}

// Each test starts several processes.
describe('readGitFacts', { timeout: 60_000 }, () => {
  it('knows nothing where there is no repository', async () => {
    await write({ '.env': '', '.gitignore': '.env\n' });
    expect(await factsOf('.env')).toBeUndefined();
  });

  it.each([
    ['a folder that only has the name of a repository', { '.git/config': '' }],
    ['a pointer to nowhere', { '.git': 'gitdir: nowhere\n' }],
    ['something else in its place', { '.git': 'hello\n' }],
  ])('knows nothing in %s', async (_name, files) => {
    await write({ '.env': '', '.gitignore': '.env\n', ...files });
    expect(await factsOf('.env')).toBeUndefined();
  });

  it('knows nothing of a file whose folder is not there', async () => {
    await repository({});
    expect(await factsOf('none/.env')).toBeUndefined();
  });

  it('tells what would cover a file that nothing covers', async () => {
    await repository({ 'api/.env': '', '.gitignore': 'dist\n' });
    expect(await factsOf('api/.env')).toMatchObject({
      path: 'api/.env',
      ignored: false,
      remedy: {
        line: '/api/.env',
        uri: pathToFileURL(join(root, '.gitignore')).href,
        source: { text: 'dist\n' },
      },
    });
  });

  it('tells that there is no ignore file yet', async () => {
    await repository({});
    expect(await factsOf('.env')).toMatchObject({ remedy: { line: '/.env', source: undefined } });
  });

  it('takes a file that is not written yet', async () => {
    await repository({ '.gitignore': '*.env\n' });
    expect(await factsOf('new.env')).toMatchObject({ path: 'new.env', ignored: true });
  });

  /** Ignore files by path, and the files that are asked about. */
  const CASES: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
    ['a name', { '.gitignore': '.env\n' }, ['.env', 'a/.env', '.env.local']],
    ['a star', { '.gitignore': '.env*\n' }, ['.env', '.env.local', 'a/b/.env.prod', '.envrc']],
    ['an anchored name', { '.gitignore': '/.env\n' }, ['.env', 'a/.env']],
    ['a name with a slash', { '.gitignore': 'a/.env\n' }, ['a/.env', 'b/a/.env']],
    ['a folder', { '.gitignore': 'a/\n' }, ['a/.env', 'b/a/.env', '.env']],
    ['a folder pattern for a file', { '.gitignore': '.env/\n' }, ['.env']],
    ['a negated pattern', { '.gitignore': '.env*\n!.env.local\n' }, ['.env', '.env.local']],
    ['a pattern that ignores again', { '.gitignore': '!.env\n.env\n' }, ['.env']],
    ['a file in an ignored folder that is negated', { '.gitignore': 'a/\n!a/.env\n' }, ['a/.env']],
    ['the contents of a folder', { '.gitignore': 'a/*\n!a/.env\n' }, ['a/.env', 'a/.env.local']],
    ['an inner ignore file', { 'a/.gitignore': '.env\n' }, ['a/.env', 'a/b/.env', '.env', 'c/.env']],
    ['an inner anchored pattern', { 'a/.gitignore': '/.env\n' }, ['a/.env', 'a/b/.env']],
    ['an inner pattern with a slash', { 'a/.gitignore': 'b/.env\n' }, ['a/b/.env', 'a/c/b/.env', 'b/.env']],
    [
      'an inner negation',
      { '.gitignore': '.env\n', 'a/.gitignore': '!.env\n' },
      ['a/.env', 'a/b/.env', '.env'],
    ],
    ['a negation between', { '.gitignore': '!.env\n', 'a/.gitignore': '.env\n' }, ['a/.env', '.env']],
    [
      'an inner negation of a folder',
      { '.gitignore': 'b/\n', 'a/.gitignore': '!b/\n' },
      ['a/b/.env', 'b/.env', 'c/b/.env'],
    ],
    ['an inner file of an ignored folder', { '.gitignore': 'a/\n', 'a/.gitignore': '!.env\n' }, ['a/.env']],
    ['the exclude file', { '.git/info/exclude': '.env\n' }, ['.env', 'a/.env']],
    ['a negation of the exclude file', { '.git/info/exclude': '.env\n', '.gitignore': '!.env\n' }, ['.env']],
    ['double stars', { '.gitignore': '**/secret/**/.env\n' }, ['secret/.env', 'a/secret/b/c/.env', '.env']],
    ['question marks and sets', { '.gitignore': '.en?\n[a-c].env\n' }, ['.env', 'a.env', 'd.env']],
    ['comments and blanks', { '.gitignore': '# .env\n\n   \n\\#.env\n' }, ['.env', '#.env']],
    ['blanks at the end', { '.gitignore': '.env  \na\\ \n' }, ['.env', 'a ', 'a']],
    ['CRLF and a byte order mark', { '.gitignore': '\uFEFF.env\r\na.env\r\n' }, ['.env', 'a.env']],
    ['no final line ending', { '.gitignore': '.env' }, ['.env']],
    ['another case', { '.gitignore': '.ENV\n' }, ['.env']],
    ['a folder whose name is a pattern', { '[a]*/.gitignore': '.env\n' }, ['[a]*/.env', 'a/.env', 'ab/.env']],
    ['a folder with a bang and a hash', { '!#a/.gitignore': '/.env\n' }, ['!#a/.env', '.env']],
    ['an empty ignore file', { '.gitignore': '' }, ['.env']],
  ];

  it.each(CASES)('says of %s what Git says', async (_name, files, paths) => {
    await repository({ ...Object.fromEntries(paths.map((path) => [path, ''])), ...files });
    expect(await ignoredOf(paths)).toEqual(gitIgnored('.', paths));
  });

  it('says of any patterns what Git says, and its remedy covers the file', async () => {
    await repository({ 'a/b/.env': '', 'a/.env': '' });
    const part = fc.constantFrom(
      '.env',
      'a',
      'b',
      '*',
      '**',
      '*.env',
      '.env*',
      '[a-b]',
      '?',
      '.e\\nv',
      'a b',
    );
    const pattern = fc
      .tuple(
        fc.constantFrom('', '', '!'),
        fc.constantFrom('', '/'),
        fc.array(part, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('', '', '/'),
      )
      .map(([bang, start, parts, end]) => bang + start + parts.join('/') + end);
    const text = fc.array(pattern, { maxLength: 4 }).map((lines) => lines.join('\n'));
    const paths = ['.env', 'a/.env', 'a/b/.env'];
    await fc.assert(
      fc.asyncProperty(text, text, text, text, async (exclude, top, middle, inner) => {
        await write({
          '.git/info/exclude': exclude,
          '.gitignore': top,
          'a/.gitignore': middle,
          'a/b/.gitignore': inner,
        });
        expect(await ignoredOf(paths)).toEqual(gitIgnored('.', paths));
        const remedies = await Promise.all(paths.map(async (path) => (await factsOf(path))?.remedy?.line));
        const mended = paths.filter((_, index) => remedies[index] !== undefined);
        await write({ '.gitignore': [top, ...remedies].join('\n') });
        expect(gitIgnored('.', mended)).toEqual(mended);
      }),
      { numRuns: 100 },
    );
  });

  it('has no remedy where an inner ignore file takes the file in again', async () => {
    await repository({ 'a/.env': '', 'a/.gitignore': '!.env\n' });
    expect(await factsOf('a/.env')).toEqual({ path: 'a/.env', ignored: false, remedy: undefined });
  });

  it('writes a line that covers the file and no other', async () => {
    const names = ['a [1]*?.env', '#.env', '!.env', '.env ', 'a 1x.env', 'a x.env'];
    await repository(Object.fromEntries(names.map((name) => [name, ''])));
    for (const name of names) {
      const facts = await factsOf(name);
      await write({ '.gitignore': `${facts!.remedy!.line}\n` });
      expect(gitIgnored('.', names)).toEqual([name]);
      await node.rm(join(root, '.gitignore'));
    }
  });

  it('judges the file that a link leads to, because Git keeps nothing but the link', async () => {
    await repository({ '.gitignore': '/.env\n', 'shared/prod.env': '' });
    await node.rm(join(root, '.env'));
    await node.symlink('shared/prod.env', join(root, '.env'));
    expect(await factsOf('.env')).toMatchObject({ path: 'shared/prod.env', ignored: false });
    const outside = await node.mkdtemp(join(tmpdir(), 'keyless-outside-'));
    await node.writeFile(join(outside, '.env'), '');
    await node.symlink(join(outside, '.env'), join(root, 'other.env'));
    expect(await factsOf('other.env')).toBeUndefined();
    await node.rm(outside, { recursive: true });
  });

  it('does not follow an ignore file that is a link, as Git does not', async () => {
    await repository({ 'real-ignore': '.env\n' });
    await node.symlink('real-ignore', join(root, '.gitignore'));
    expect(gitIgnored('.', ['.env'])).toEqual([]);
    expect(await factsOf('.env')).toEqual({ path: '.env', ignored: false, remedy: undefined });
  });

  it('takes a folder of the name for no ignore file', async () => {
    await repository({ '.gitignore/x': '' });
    expect(await factsOf('.env')).toEqual({ path: '.env', ignored: false, remedy: undefined });
  });

  it('reads worktrees, with the exclude file of their repository', async () => {
    await write({ 'main/x': '' });
    git('main', 'init', '-q');
    git('main', 'add', 'x');
    git('main', 'commit', '-qm', 'x');
    git('main', 'worktree', 'add', '-q', '../tree');
    await write({ 'main/.git/info/exclude': 'secret.env\n', 'tree/.gitignore': '/.env\n' });
    await write({ 'tree/.env': '', 'tree/secret.env': '', 'tree/other.env': '' });
    const names = ['.env', 'secret.env', 'other.env'];
    expect(gitIgnored('tree', names)).toEqual(['.env', 'secret.env']);
    expect(await ignoredOf(names.map((name) => `tree/${name}`))).toEqual(['tree/.env', 'tree/secret.env']);
    expect(await factsOf('tree/other.env')).toMatchObject({ path: 'other.env' });
    expect((await factsOf('tree/other.env'))?.remedy?.uri).toBe(
      pathToFileURL(join(root, 'tree/.gitignore')).href,
    );
  });

  it('reads submodules, whose ignore files end at their own root', async () => {
    git('.', 'init', '-q');
    await write({ 'part/x': '', '.gitignore': '.env\n', 'part/.env': '' });
    await node.mkdir(join(root, '.git/modules'));
    git('part', 'init', '-q', '--separate-git-dir', '../.git/modules/part');
    expect(await factsOf('part/.env')).toMatchObject({ path: '.env', ignored: false });
    await write({ '.git/modules/part/info/exclude': '.env\n' });
    expect(await factsOf('part/.env')).toMatchObject({ ignored: true });
    expect(gitIgnored('part', ['.env'])).toEqual(['.env']);
  });

  it.each(['EACCES', 'EIO'])('knows nothing where an ignore file cannot be read (%s)', async (code) => {
    await repository({ '.gitignore': '.env\n' });
    const open: typeof threadedFileSystem.open = (path, flags) =>
      path.endsWith('.gitignore')
        ? Promise.reject(Object.assign(new Error(code), { code }))
        : threadedFileSystem.open(path, flags);
    expect(await readGitFacts(join(root, '.env'), { fs: { ...threadedFileSystem, open } })).toBeUndefined();
  });

  it('looks at each folder once where answers are remembered', async () => {
    await repository({ 'a/b/.env': '', 'a/c/.env': '' });
    const asked: string[] = [];
    const answers = new Map<string, Promise<unknown>>();
    const remember: Remember = <Answer>(key: string, ask: () => Promise<Answer>) => {
      const known = (answers.get(key) as Promise<Answer> | undefined) ?? (asked.push(key), ask());
      answers.set(key, known);
      return known;
    };
    for (const path of ['.env', 'a/b/.env', 'a/c/.env']) await readGitFacts(join(root, path), { remember });
    expect(asked.sort()).toEqual([root, join(root, 'a'), join(root, 'a/b'), join(root, 'a/c')]);
  });
});
