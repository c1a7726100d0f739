import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import { childEntries, findEntry } from '../../documents/yaml/path.ts';
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

/** A parameter of that step, which up to version 3 is spelt with hyphens; `undefined` where it is not given or empty. */
export function orbParameter(document: YamlDocument, setup: YamlEntry, name: string): YamlEntry | undefined {
  const entry = childEntries(document, setup).findLast(({ key }) => key.replaceAll('-', '_') === name);
  return entry?.scalar?.text === '' ? undefined : entry;
}
