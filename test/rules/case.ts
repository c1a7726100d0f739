import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import {
  classify,
  createSourceText,
  defaultSettings,
  parseModel,
  parseSessionArn,
  repositoryFileOf,
  safeName,
  SecretValue,
  type AwsFiles,
  type DocumentKind,
  type DocumentModel,
  type GitFacts,
  type Settings,
  type WorkspaceFacts,
} from '@keyless/core';

/** A folder under `fixtures/<rule-id>/valid` or `/invalid`. */
export interface RuleCase {
  readonly ruleId: string;
  readonly name: string;
  readonly folder: string;
  readonly valid: boolean;
  /** What the files may hold besides the text: `case.json`. */
  readonly options: CaseOptions;
  /** The files to judge, by path relative to the case. The user's own files lie under `home/` and are only facts. */
  readonly texts: ReadonlyMap<string, string>;
  readonly homeTexts: ReadonlyMap<string, string>;
}

interface CaseOptions {
  readonly settings?: Partial<Settings>;
  /** ISO 8601; what the rules take for now. */
  readonly now?: string;
  readonly oidcRoles?: readonly string[];
  /** What the AWS CLI keeps in its cache. */
  readonly sessions?: readonly { accessKeyId: string; end: string; arn?: string }[];
  /** What the files' bytes held besides their text. */
  readonly bytes?: Bytes;
  /** Why the baseline of a configuration cannot be used. */
  readonly baselineProblem?: { readonly reason: string; readonly isReplaceable: boolean };
  /** What Git makes of the files; not known where this is left out. */
  readonly git?: GitOptions;
}

interface GitOptions {
  readonly ignored: boolean;
  /** The ignore file of the root, which is the case; there is none where this is left out. */
  readonly gitignore?: string;
  /** Whether a line in that file would help; it does unless this says no. */
  readonly remedy?: boolean;
}

/** What a host knows of a file and its text does not tell. */
interface Bytes {
  readonly bom?: boolean;
  readonly malformed?: boolean;
}

/** Where the files of a case seem to lie. */
const CASE_URI = 'file:///case/';

/** A file of this name in a fixture would make our own Git ignore others, so its text stands in `case.json`. */
const GITIGNORE = '.gitignore';

const FIXTURES = join(import.meta.dirname, 'fixtures');

/** All cases of all rules, in the order of their names. */
export function allCases(): readonly RuleCase[] {
  return folders(FIXTURES).flatMap((ruleId) =>
    (['valid', 'invalid'] as const).flatMap((kind) =>
      folders(join(FIXTURES, ruleId, kind)).map((name) => readCase(ruleId, kind === 'valid', name)),
    ),
  );
}

/** Files as they should be, in which no rule at all finds anything. */
export function cleanCases(): readonly RuleCase[] {
  const clean = join(import.meta.dirname, 'clean');
  return folders(clean).map((name) => readFolder(join(clean, name), { ruleId: '*', valid: true, name }));
}

function readCase(ruleId: string, valid: boolean, name: string): RuleCase {
  return readFolder(join(FIXTURES, ruleId, valid ? 'valid' : 'invalid', name), { ruleId, valid, name });
}

function readFolder(folder: string, what: Pick<RuleCase, 'ruleId' | 'valid' | 'name'>): RuleCase {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const text = (path: string): string => readFileSync(join(folder, path), 'utf8');
  const judged = files.filter((path) => !/^(?:home|fixed)\/|^findings\.txt$|^case\.json$/u.test(path));
  return {
    ...what,
    folder,
    options: files.includes('case.json') ? (JSON.parse(text('case.json')) as CaseOptions) : {},
    texts: new Map(judged.map((path) => [path, text(path)])),
    homeTexts: new Map(files.filter((path) => path.startsWith('home/')).map((path) => [path, text(path)])),
  };
}

function folders(parent: string): readonly string[] {
  try {
    return readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}

function kindOf(path: string): DocumentKind | undefined {
  return classify(`/case/${path}`) ?? classify(`/case/.aws/${path}`);
}

/** Whether a file is of a kind that Keyless judges: a fix may also touch others. */
export function isJudged(path: string): boolean {
  return kindOf(path) !== undefined;
}

/** Parses a file of a case; its real name decides what it is. */
export function parseFile(path: string, text: string, bytes: Bytes = {}): DocumentModel {
  const kind = kindOf(path);
  if (!kind) throw new Error(`${path} is no file that Keyless judges`);
  return parseModel(CASE_URI + path, kind, createSourceText(text, bytes));
}

/** The path in its case of a file that a finding or a fix speaks of. */
export function pathOfUri(uri: string): string {
  return uri.replace(CASE_URI, '');
}

/** What the case knows beyond one of its files. */
export function factsOf(
  one: RuleCase,
  path: string,
  texts: ReadonlyMap<string, string> = one.texts,
): WorkspaceFacts {
  const isAwsFile = /(?:^|\/)(?:config|credentials)$/u.test(path);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const source = isAwsFile ? texts : one.homeTexts;
  const base = isAwsFile ? folder : 'home/.aws/';
  const awsFiles: AwsFiles = {
    config: optionalModel(source, `${base}config`),
    credentials: optionalModel(source, `${base}credentials`),
    ...(isAwsFile && !source.has(`${base}config`) && { newConfig: `${CASE_URI}${base}config` }),
  };
  const oidcRoles = (one.options.oidcRoles ?? []).map(safeName);
  const sessions = one.options.sessions?.map(({ accessKeyId, end, arn = '' }) => ({
    accessKeyId: new SecretValue(accessKeyId),
    end: new Date(end),
    session: parseSessionArn(arn),
  }));
  return {
    awsFiles,
    oidcRoles,
    called: calledIn(texts),
    sessions,
    ...(one.options.baselineProblem !== undefined && {
      baselineProblem: {
        ...one.options.baselineProblem,
        reason: safeName(one.options.baselineProblem.reason),
      },
    }),
    git: one.options.git && gitFactsOf(one.options.git, path, texts),
  };
}

function gitFactsOf(options: GitOptions, path: string, texts: ReadonlyMap<string, string>): GitFacts {
  const text = texts.get(GITIGNORE) ?? options.gitignore;
  const line = `/${path}`;
  const ignored = options.ignored || text?.split(/\r?\n/u).includes(line) === true;
  const source = text === undefined ? undefined : createSourceText(text);
  const remedy =
    ignored || options.remedy === false ? undefined : { line, uri: CASE_URI + GITIGNORE, source };
  return { path, ignored, remedy };
}

/** The other CI files of the case, from whose folder the repository's paths start. */
function calledIn(texts: ReadonlyMap<string, string>): WorkspaceFacts['called'] {
  const files = [...texts].flatMap(([path, text]) => {
    const used = path.startsWith('.github/workflows/')
      ? `./${path}`
      : ['.', ...path.split('/').slice(0, -1)].join('/');
    return /\.ya?ml$/u.test(path) ? (repositoryFileOf(used, parseFile(path, text)) ?? []) : [];
  });
  return new Map(files.map((file) => [file.path, file]));
}

function optionalModel(texts: ReadonlyMap<string, string>, path: string): DocumentModel | undefined {
  const text = texts.get(path);
  return text === undefined ? undefined : parseFile(path, text);
}

/** The settings of a case. */
export function settingsOf(one: RuleCase): Settings {
  return { ...defaultSettings, ...one.options.settings };
}
