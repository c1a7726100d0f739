import { generatorComment } from '../../aws/ci/generated-file.ts';
import { partOfInput } from '../../aws/ci/action-inputs.ts';
import { awsCliOrbOf } from '../../aws/ci/circleci-orb.ts';
import type { CredentialSet } from '../../aws/credential-set.ts';
import { deletePairs, replacePair } from '../../documents/yaml/edits.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import { childEntries, entryNamed, type PlacedEntry } from '../../documents/yaml/path.ts';
import { openText } from '../../documents/yaml/scalars.ts';
import { safe } from '../../secret/safe-text.ts';
import { contains } from '../../text/range.ts';
import type { Refusal } from '../oidc/job-change.ts';
import type { OidcContext } from '../rewrite.ts';
import { mapIn, type YamlMap } from '../verify-yaml.ts';
import type { PipelineRewrite } from './pipeline-rewrite.ts';

/** A variable of the context, as CircleCI's own examples name it. */
const DEFAULT_ROLE = '$ROLE_ARN';
/** The first version whose parameters are spelt with underscores. */
const OLDEST_ORB = 4;

/**
 * Rewrites a `setup` step of CircleCI's own orb for the AWS CLI: given a role, it asks for a token and assumes it.
 * https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
 */
export function circleciToOidc(
  set: CredentialSet,
  document: YamlDocument,
  entries: readonly PlacedEntry[],
  { settings }: Pick<OidcContext, 'settings'>,
): PipelineRewrite | Refusal {
  const place = set.sites[0]?.keyRange;
  const setup =
    place && entries.find(({ entry }) => isSetup(document, entry.key) && contains(entry.valueRange, place));
  if (!setup)
    return { refusal: safe`only the setup step of the orb circleci/aws-cli from version 4 on takes a role` };
  if (document.problems.length > 0) return { refusal: safe`the file is not valid YAML` };
  if (generatorComment(document))
    return { refusal: safe`the file is generated, so its generator has to be changed` };
  const configured = settings.oidc.roleArn;
  return changeSetup(document, setup, configured === '' ? DEFAULT_ROLE : configured);
}

/** The first key's line becomes `role_arn`, the others go; a role that the step has already is kept. */
function changeSetup(
  document: YamlDocument,
  { entry, path }: PlacedEntry,
  fallback: string,
): PipelineRewrite | Refusal {
  const inputs = childEntries(document, entry);
  const keys = inputs.filter(({ key }) => partOfInput('', key) !== undefined);
  const own = openText(entryNamed(inputs, 'role_arn'));
  const role = own ?? fallback;
  const [first, ...others] = keys;
  const come =
    first && own === undefined ? replacePair(document, first, [{ key: 'role_arn', value: role }]) : [];
  const gone = deletePairs(document, { holder: entry, entries: inputs }, own === undefined ? others : keys);
  if (entry.shared || !come || !gone) {
    return { refusal: safe`the step is not written in a way that can be edited safely` };
  }
  const change = (tree: YamlMap): void => {
    const map = mapIn(tree, path);
    for (const { key } of keys) Reflect.deleteProperty(map, key);
    map['role_arn'] = role;
  };
  return { document, role, changes: [{ edits: [...come, ...gone], change }] };
}

function isSetup(document: YamlDocument, key: string): boolean {
  return (awsCliOrbOf(document, key) ?? 0) >= OLDEST_ORB;
}
