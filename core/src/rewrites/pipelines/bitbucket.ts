import { awsPipeOf, type AwsPipe } from '../../aws/ci/bitbucket-pipe.ts';
import { generatorComment } from '../../aws/ci/generated-file.ts';
import { partOfVariable } from '../../aws/credential-names.ts';
import type { CredentialSet } from '../../aws/credential-set.ts';
import { deletePairs, insertPairsBefore, replacePair } from '../../documents/yaml/edits.ts';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import {
  childEntries,
  childItems,
  entriesOf,
  entryNamed,
  valueOf,
  writtenEntries,
  type PlacedEntry,
} from '../../documents/yaml/path.ts';
import { openText } from '../../documents/yaml/scalars.ts';
import { safe, safeName } from '../../secret/safe-text.ts';
import { contains, type Range } from '../../text/range.ts';
import { allOrRefusal, type JobChange, type Refusal } from '../oidc/job-change.ts';
import type { OidcContext } from '../rewrite.ts';
import { mapAt, mapIn } from '../verify-yaml.ts';
import type { PipelineRewrite } from './pipeline-rewrite.ts';

const ROLE_INPUT = 'AWS_OIDC_ROLE_ARN';
const DEFAULT_ROLE = `$${ROLE_INPUT}`;

const NOT_EDITABLE: Refusal = { refusal: safe`the step is not written in a way that can be edited safely` };

interface Pipe extends AwsPipe {
  readonly variables: YamlEntry;
  readonly entries: readonly YamlEntry[];
  readonly keys: readonly YamlEntry[];
  /** Place in the script. */
  readonly index: number;
}

/** A step of a Bitbucket pipeline. */
export interface BitbucketStep extends PlacedEntry {
  readonly range: Range;
}

/** The steps that are written in a file. They hold no other ones, so each offset lies in one of them at most. */
export function bitbucketSteps(document: YamlDocument): readonly BitbucketStep[] {
  return writtenEntries(document)
    .filter(({ entry }) => entry.key === 'step' && !entry.inFlow)
    .map((one) => ({ ...one, range: { start: one.entry.keyRange.start, end: one.entry.valueRange.end } }));
}

/**
 * Rewrites the pipes of a Bitbucket step from keys to OIDC: the step asks for a token, and each pipe gets a role in the
 * place of the keys.
 * https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/
 */
export function bitbucketToOidc(
  set: CredentialSet,
  document: YamlDocument,
  steps: readonly BitbucketStep[],
  { settings }: Pick<OidcContext, 'settings'>,
): PipelineRewrite | Refusal {
  if (set.owner.type === 'script') return { refusal: safe`a script sets the keys` };
  const place = set.sites[0]?.keyRange;
  const step = place && steps.find(({ range }) => contains(range, place));
  if (!step) return { refusal: safe`the keys stand outside of a step` };
  const obstacle = obstacleIn(document, step);
  if (obstacle) return obstacle;
  const pipes = pipesOf(document, step);
  if (!pipes.some(({ keys }) => keys.some(({ keyRange }) => contains(keyRange, place)))) {
    return { refusal: safe`only Atlassian's pipes for AWS are known to take a role instead` };
  }
  const old = pipes.find(({ isTooOld }) => isTooOld);
  if (old) return { refusal: safe`this version of ${safeName(old.name)} takes no role yet` };
  const role = settings.oidc.roleArn === '' ? DEFAULT_ROLE : settings.oidc.roleArn;
  const changes = allOrRefusal([
    askForToken(document, step),
    ...pipes.map((pipe) => changePipe(document, pipe, step, role)),
  ]);
  return 'refusal' in changes ? changes : { document, changes, role };
}

function obstacleIn(document: YamlDocument, { range, entry }: BitbucketStep): Refusal | undefined {
  if (document.problems.length > 0) return { refusal: safe`the file is not valid YAML` };
  if (generatorComment(document))
    return { refusal: safe`the file is generated, so its generator has to be changed` };
  const { aliases, mergeKeys } = document.structure;
  return entry.shared || [...aliases, ...mergeKeys].some((place) => contains(range, place))
    ? { refusal: safe`the step shares parts with others through YAML anchors` }
    : undefined;
}

function pipesOf(document: YamlDocument, { entry }: BitbucketStep): readonly Pipe[] {
  const script = entryNamed(childEntries(document, entry), 'script');
  return childItems(document, script).flatMap((item, index) => {
    const entries = entriesOf(document, valueOf(item));
    const variables = entryNamed(entries, 'variables');
    const name = openText(entryNamed(entries, 'pipe')) ?? '';
    const pipe = awsPipeOf(name);
    if (!variables || !pipe) return [];
    const own = childEntries(document, variables);
    const keys = own.filter(({ key }) => partOfVariable(key) !== undefined);
    return keys.length > 0 ? [{ ...pipe, variables, entries: own, keys, index }] : [];
  });
}

function askForToken(document: YamlDocument, { entry, path }: BitbucketStep): JobChange | Refusal {
  const entries = childEntries(document, entry);
  const asked = entryNamed(entries, 'oidc');
  const script = entryNamed(entries, 'script');
  if (openText(asked) === 'true') return { edits: [], change: () => undefined };
  const pair = [{ key: 'oidc', value: true }];
  const edits = asked
    ? replacePair(document, asked, pair)
    : script && insertPairsBefore(document, script, pair);
  return edits ? { edits, change: (tree) => void (mapIn(tree, path)['oidc'] = true) } : NOT_EDITABLE;
}

function changePipe(
  document: YamlDocument,
  { variables, entries, keys, index }: Pipe,
  { path }: BitbucketStep,
  role: string,
): JobChange | Refusal {
  const [first, ...others] = keys;
  const hasRole = entryNamed(entries, ROLE_INPUT) !== undefined;
  const come = first && !hasRole ? replacePair(document, first, [{ key: ROLE_INPUT, value: role }]) : [];
  const gone = deletePairs(document, { holder: variables, entries }, hasRole ? keys : others);
  if (!come || !gone) return NOT_EDITABLE;
  return {
    edits: [...come, ...gone],
    change: (tree) => {
      const pipe = mapIn(tree, [...path, 'script', index]);
      const map = mapAt(pipe, 'variables');
      for (const { key } of keys) Reflect.deleteProperty(map, key);
      if (!hasRole) map[ROLE_INPUT] = role;
    },
  };
}
