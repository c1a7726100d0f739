import { generatorComment } from '../../aws/ci/generated-file.ts';
import { partOfVariable } from '../../aws/credential-names.ts';
import { deletePair, deletePairs } from '../../documents/yaml/edits.ts';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import { childEntries, findEntry } from '../../documents/yaml/path.ts';
import { safe } from '../../secret/safe-text.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { JobChange, Refusal } from '../oidc/job-change.ts';
import { mapAt, type YamlMap } from '../verify-yaml.ts';

/** The maps of a build specification by which variables are given. */
const MAPS = ['variables', 'parameter-store', 'secrets-manager'];

/** Keys as they are read or handed on: `$AWS_ACCESS_KEY_ID`, `-e AWS_ACCESS_KEY_ID`. */
const KEY_NAME = /AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN)/gu;

/**
 * Takes the keys out of a build specification: without them the tools use the service role of the project, which
 * CodeBuild gives to every build.
 * https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html
 */
export function codebuildToServiceRole(document: YamlDocument): JobChange | Refusal {
  const env = findEntry(document, ['env']);
  const maps = childEntries(document, env).filter(({ key }) => MAPS.includes(key));
  const keyed = maps.map((holder) => {
    const entries = childEntries(document, holder);
    return { holder, entries, keys: entries.filter(({ key }) => partOfVariable(key) !== undefined) };
  });
  const keys = keyed.flatMap((one) => one.keys);
  if (!env || keys.length === 0) return { refusal: safe`the keys are no variables of the build` };
  if (document.problems.length > 0) return { refusal: safe`the file is not valid YAML` };
  if (generatorComment(document))
    return { refusal: safe`the file is generated, so its generator has to be changed` };
  if ([...document.source.text.matchAll(KEY_NAME)].length > namesIn(document, keys)) {
    return { refusal: safe`other lines of the build name the keys too` };
  }
  const others = childEntries(document, env).length - keyed.filter(isEmptied).length;
  const edits = others === 0 ? deletePair(document, env) : deleteEach(document, keyed);
  if (!edits) return { refusal: safe`the variables are not written in a way that can be edited safely` };
  return { edits, change: (tree) => removeKeys(tree, keys) };
}

interface KeyedMap {
  readonly holder: YamlEntry;
  readonly entries: readonly YamlEntry[];
  readonly keys: readonly YamlEntry[];
}

function isEmptied({ entries, keys }: KeyedMap): boolean {
  return entries.length === keys.length;
}

function deleteEach(document: YamlDocument, maps: readonly KeyedMap[]): readonly TextEdit[] | undefined {
  const edits = maps.map((map) => deletePairs(document, map, map.keys));
  return edits.some((one) => one === undefined) ? undefined : edits.flatMap((one) => one ?? []);
}

/** How often the keys are named where they are defined: a parameter's own name may have the variable's in it. */
function namesIn({ source }: YamlDocument, keys: readonly YamlEntry[]): number {
  return keys
    .map(({ keyRange, valueRange }) => source.text.slice(keyRange.start, valueRange.end))
    .reduce((sum, text) => sum + [...text.matchAll(KEY_NAME)].length, 0);
}

function removeKeys(tree: YamlMap, keys: readonly YamlEntry[]): void {
  const env = mapAt(tree, 'env');
  for (const name of MAPS) {
    const map = mapAt(env, name);
    const isOurs = keys.some(({ key }) => Object.hasOwn(map, key));
    for (const { key } of keys) Reflect.deleteProperty(map, key);
    if (isOurs && Object.keys(map).length === 0) Reflect.deleteProperty(env, name);
  }
  if (Object.keys(env).length === 0) Reflect.deleteProperty(tree, 'env');
}
