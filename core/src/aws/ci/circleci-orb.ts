import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import { findEntry } from '../../documents/yaml/path.ts';
import { openText } from '../../documents/yaml/scalars.ts';

const AWS_CLI_ORB = /^circleci\/aws-cli@(\d+)/u;

/**
 * The major version of CircleCI's orb for the AWS CLI of which a step is `setup`, under the name that the file gives the
 * orb; `undefined` for every other step.
 */
export function awsCliOrbOf(document: YamlDocument, step: string): number | undefined {
  const [, name] = /^([\w-]+)\/setup$/u.exec(step) ?? [];
  if (name === undefined) return undefined;
  const version = AWS_CLI_ORB.exec(openText(findEntry(document, ['orbs', name])) ?? '')?.[1];
  return version === undefined ? undefined : Number(version);
}
