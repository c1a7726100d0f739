import { namesOtherStore } from '../../aws/ci/endpoint.ts';
import type { GitlabPipeline } from '../../aws/ci/gitlab-pipeline.ts';
import { partOfVariable } from '../../aws/credential-names.ts';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { childEntries, entryNamed } from '../../documents/yaml/path.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { roleVariable } from '../role-variable.ts';

/** A variable of the project, as GitLab's own guide names it. */
const ROLE_VARIABLE = 'ROLE_ARN';

/** The role of a job; where the pipeline uses several identities, each has a variable of its own. */
export function roleOf(
  keys: readonly YamlEntry[],
  identities: readonly string[],
  configured: string,
): string {
  const [own] = identityNames(keys);
  if (own !== undefined && identities.length > 1) return `$${roleVariable(own, identities, ROLE_VARIABLE)}`;
  return configured === '' ? `$${ROLE_VARIABLE}` : configured;
}

/** The variables of the project that the jobs take access key ids from, or their roles. */
export function identitiesIn({ jobs, document, variables }: GitlabPipeline): readonly string[] {
  const all = [
    variables,
    ...jobs.map((job) => childEntries(document, entryNamed(job.entries, 'variables'))),
  ].flat();
  return [...new Set([...identityNames(all), ...all.flatMap(roleNames)])];
}

function identityNames(entries: readonly YamlEntry[]): readonly string[] {
  return entries
    .filter(({ key }) => partOfVariable(key) === 'access-key-id')
    .flatMap(({ scalar }) => (scalar ? readText(scalar.text, variableIn) : []))
    .filter((name) => !namesOtherStore(name));
}

/** Named after an identity before, by this rewrite. */
function roleNames({ key, scalar }: YamlEntry): readonly string[] {
  if (key !== 'AWS_ROLE_ARN' || !scalar) return [];
  return readText(scalar.text, variableIn).filter(
    (name) => name.includes('ROLE_ARN') && name !== ROLE_VARIABLE,
  );
}

/** The name of the one variable that a text is. */
function variableIn(text: string): readonly string[] {
  const name = /^\$\{?(\w+)\}?$/u.exec(text.trim())?.[1];
  return name === undefined ? [] : [name];
}
