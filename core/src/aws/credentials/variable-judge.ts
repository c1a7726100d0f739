import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import { keyMaterialIn, sourceOfPlain, sourceOfValue, type ValueSource } from '../ci/value-source.ts';

/** Says where a value comes from; `path` are the keys above it. */
export type Judge = (text: string, path: readonly string[]) => ValueSource;

/** `$NAME`, `${NAME}`, and `$$NAME` as some pipelines escape it; `$env:NAME` and cmd's `%NAME%` in their scripts. */
const SHELL_VARIABLE = /^(?:\$?\$(?:\{(\w+)\}|env:(\w+)|([A-Za-z_]\w*))|%(\w+)%)$/u;
/** Azure Pipelines' `$(name)`; a command in its place would have a space or another name. */
const AZURE_VARIABLE = /^\$\(([A-Za-z_][\w.-]*(?:key|secret|token|aws)[\w.-]*|aws[\w.-]*|secret[\w.-]*)\)$/iu;
/** What an orb takes instead of a key: the variable of the project or context that holds it. */
const ENV_NAME = /^\$?\{?[A-Z][A-Z0-9_]*\}?$/u;
/** Users of stores in a cluster, whose endpoint mostly stands in another file. Nobody pastes a key of AWS over one. */
const STORE_USER = /^(?:minio(?:admin|123|-?user|-?root)?|localstack)$/iu;
/**
 * Variables that the system defines itself. None of them holds a key of AWS: one whose name speaks of a key is the
 * project's own, but for BITBUCKET_PROJECT_KEY and BITBUCKET_SSH_KEY_FILE.
 * https://docs.gitlab.com/ci/variables/predefined_variables/
 * https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
 */
const PREDEFINED =
  /^(?:CI|GITLAB|BITBUCKET|CIRCLE|BUILDKITE|CODEBUILD)_(?!\w*(?:AWS|SECRET|SESSION_TOKEN|(?<!PROJECT_|SSH_)KEY))/u;

/** How values are read in a kind of file: each CI system has a secret store and a way to name what is in it. */
export function variableJudge(document: YamlDocument): Judge {
  switch (document.kind) {
    case 'gitlab-ci':
    case 'bitbucket-pipelines': {
      const assigned = assignedNames(document);
      return (text) => sourceOfSetting(text, SHELL_VARIABLE, assigned);
    }
    case 'azure-pipelines':
      return (text) => sourceOfSetting(text, AZURE_VARIABLE, new Set());
    case 'codebuild':
      return (text, path) =>
        isCodeBuildStore(path) && text.trim() !== '' ? 'stored-secret' : sourceOfPlain(text);
    case 'github-action':
    case 'github-workflow':
      return (text) => sourceOfValue(text, () => undefined);
    case 'circleci':
      return (text, path) =>
        isOrbStep(path) && ENV_NAME.test(text.trim()) ? 'stored-secret' : sourceOfPlain(text);
    case 'kubernetes':
      return sourceInManifest;
    default:
      return sourceOfPlain;
  }
}

function sourceInManifest(text: string): ValueSource {
  const trimmed = text.trim();
  return hasExpression(trimmed) || STORE_USER.test(trimmed) ? 'computed' : sourceOfPlain(text);
}

/** Helm's and others' expressions may be a part of a value. */
function hasExpression(text: string): boolean {
  const start = text.indexOf('{{');
  return start >= 0 && text.includes('}}', start);
}

/** A variable that nothing in the file defines comes from the settings of the project. */
function sourceOfSetting(text: string, pattern: RegExp, assigned: ReadonlySet<string>): ValueSource {
  const name = pattern.exec(text.trim())?.slice(1).find(Boolean);
  if (name === undefined || keyMaterialIn(text).length > 0) return sourceOfPlain(text);
  return assigned.has(name) || PREDEFINED.test(name) ? 'computed' : 'stored-secret';
}

/**
 * Names that scripts assign or read, and variables that the file defines by anything but themselves. Looked for in the
 * text: a script of one job may be run by another.
 */
function assignedNames({ source }: YamlDocument): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, name = '', value = ''] of source.text.matchAll(
    /\b([A-Za-z_]\w*)(?:=|["']?:[ \t]+)(["']?\S{0,80})/gu,
  )) {
    const meant = /^["']?\$?\$\{?(\w+)/u.exec(value)?.[1];
    if (meant !== name) names.add(name);
  }
  for (const [line] of source.text.matchAll(/\bread[ \t][^\n|;&]{0,300}/gu)) {
    for (const [name] of line.matchAll(/[A-Za-z_]\w*/gu)) names.add(name);
  }
  return names;
}

function isCodeBuildStore(path: readonly string[]): boolean {
  return path.at(-1) === 'parameter-store' || path.at(-1) === 'secrets-manager';
}

/** A step or job of an orb, such as `aws-cli/setup`. */
function isOrbStep(path: readonly string[]): boolean {
  return path.at(-1)?.includes('/') === true;
}
