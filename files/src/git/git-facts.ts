import { basename, dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { GitFacts, IgnoreRemedy, SourceText } from '@keyless/core';
import ignore, { type Ignore } from 'ignore';
import { errorCode } from '../file-system.ts';
import { readDocument } from '../read-document.ts';
import { threadedFileSystem } from '../threaded-file-system.ts';
import { patternFor, patternsBelow, patternsOf } from './ignore-patterns.ts';
import { sharedFolderOf, textOf, UnknownContentError, type GitFileSystem } from './repository.ts';

export interface GitOptions {
  readonly fs?: GitFileSystem;
  /** Keeps what was found out about a folder for as long as the disk is trusted. Asks each time if left out. */
  readonly remember?: Remember;
}

/** Gives the answer that is known for a key, or asks. */
export type Remember = <Answer>(key: string, ask: () => Promise<Answer>) => Promise<Answer>;

/** What the ignore files from a repository's root down to a folder say. */
interface FolderRules {
  /** Absolute, links resolved. */
  readonly root: string;
  /** Of `.git/info/exclude` and of the root's ignore file. */
  readonly rootPatterns: readonly string[];
  /** Of the folders below, as the root's would say it. */
  readonly innerPatterns: readonly string[];
  readonly ignore: Ignore;
  /** The root's ignore file. */
  readonly file: IgnoreFile;
}

interface IgnoreFile {
  /** Git follows no symbolic link here, nor can a folder be written to. */
  readonly usable: boolean;
  readonly source: SourceText | undefined;
}

/**
 * What the ignore files of its repository make of a file, which need not exist yet: `.gitignore` of each folder up to
 * the root, and `.git/info/exclude`. `undefined` where that is not known: in no repository, or where one of them cannot
 * be read. Never throws. The file that a symbolic link leads to counts, because of the link Git keeps the link alone.
 * https://git-scm.com/docs/gitignore
 */
export async function readGitFacts(path: string, options: GitOptions = {}): Promise<GitFacts | undefined> {
  const fs = options.fs ?? threadedFileSystem;
  try {
    const real = await realPath(path, fs);
    const rules = await rulesOf(dirname(real), { fs, remember: options.remember ?? ((_key, ask) => ask()) });
    if (!rules) return undefined;
    const inside = slashed(relative(rules.root, real));
    const ignored = rules.ignore.ignores(inside);
    return { path: inside, ignored, remedy: ignored ? undefined : remedyFor(inside, rules) };
  } catch (error) {
    // The file's folder may not be there, or not for us.
    if (error instanceof UnknownContentError || errorCode(error) !== undefined) return undefined;
    throw error;
  }
}

interface Look {
  readonly fs: GitFileSystem;
  readonly remember: Remember;
}

async function realPath(path: string, fs: GitFileSystem): Promise<string> {
  try {
    return await fs.realpath(path);
  } catch {
    return join(await fs.realpath(dirname(path)), basename(path));
  }
}

function rulesOf(folder: string, look: Look): Promise<FolderRules | undefined> {
  return look.remember(folder, async () => {
    const shared = await sharedFolderOf(folder, look.fs);
    if (shared !== undefined) return rootRules(folder, shared, look);
    const parent = dirname(folder);
    const above = parent === folder ? undefined : await rulesOf(parent, look);
    return above && innerRules(folder, above, look);
  });
}

async function rootRules(root: string, shared: string, { fs }: Look): Promise<FolderRules> {
  const exclude = await textOf(join(shared, 'info', 'exclude'), fs);
  const file = await readIgnoreFile(root, fs);
  const rootPatterns = [...patternsOf(exclude ?? ''), ...patternsOf(file.source?.text ?? '')];
  return { root, rootPatterns, innerPatterns: [], ignore: ignoreBy(rootPatterns), file };
}

async function innerRules(folder: string, above: FolderRules, { fs }: Look): Promise<FolderRules> {
  const { source } = await readIgnoreFile(folder, fs);
  if (!source) return above;
  const own = patternsBelow(slashed(relative(above.root, folder)), patternsOf(source.text));
  const innerPatterns = [...above.innerPatterns, ...own];
  return { ...above, innerPatterns, ignore: ignoreBy([...above.rootPatterns, ...innerPatterns]) };
}

async function readIgnoreFile(folder: string, fs: GitFileSystem): Promise<IgnoreFile> {
  const path = join(folder, '.gitignore');
  try {
    if (!(await fs.lstat(path)).isFile()) return { usable: false, source: undefined };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { usable: true, source: undefined };
    throw new UnknownContentError();
  }
  const reading = await readDocument(path, { fs });
  if ('skipped' in reading) throw new UnknownContentError();
  return { usable: true, source: reading.source };
}

/** A line at the end of the root's file, if that is enough: an inner ignore file may take the file in again. */
function remedyFor(
  path: string,
  { root, rootPatterns, innerPatterns, file }: FolderRules,
): IgnoreRemedy | undefined {
  const line = patternFor(path);
  if (line === undefined || !file.usable) return undefined;
  if (!ignoreBy([...rootPatterns, line, ...innerPatterns]).ignores(path)) return undefined;
  return { line, uri: pathToFileURL(join(root, '.gitignore')).href, source: file.source };
}

/** Git sets `core.ignoreCase` where it finds the disk to be so. */
function ignoreBy(patterns: readonly string[]): Ignore {
  const ignoreCase = process.platform === 'win32' || process.platform === 'darwin';
  return ignore({ ignoreCase }).add(patterns);
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
