import { isTemplate } from '../documents/classify.ts';
import type { DotenvAssignment, DotenvDocument } from '../documents/dotenv/nodes.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import { isReference } from '../secret/placeholders.ts';
import { environmentsOf, variableOf, type EnvironmentVariable } from './environments.ts';

/** Variables that name the profile to use. boto3 and version 1 of the AWS CLI look at the second one first. */
export const PROFILE_VARIABLES = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'] as const;

/** Stands where a rewrite cannot know which profile is meant, until a person types it. */
export const PROFILE_STAND_IN = 'PROFILE_NAME';

/** With one of these the profiles stand in other files than the user's own two. */
const FILE_VARIABLES = ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'];

/** Whether a file of variables says itself where the profiles are that it names. */
export function namesOtherAwsFiles(document: KeylessDocument): boolean {
  return environmentsOf(document).some((one) =>
    FILE_VARIABLES.some((name) => variableOf(one, name) !== undefined),
  );
}

/** A document that somebody's environment is made from; `undefined` for templates, which people copy and fill in. */
export function environmentFile(document: KeylessDocument): DotenvDocument | undefined {
  return document.format === 'dotenv' && !isTemplate(document.uri) ? document : undefined;
}

/** The assignment of a variable that counts, which is the last one. */
export function assignmentOf({ assignments }: DotenvDocument, name: string): DotenvAssignment | undefined {
  return assignments.findLast((one) => one.name === name);
}

/** A profile's name as it stands in a variable; `undefined` for none, for secrets, and for what other variables decide. */
export function profileNameIn(
  assignment: Pick<EnvironmentVariable, 'value'> | undefined,
): string | undefined {
  const name = assignment?.value;
  if (typeof name !== 'string' || name === '') return undefined;
  return isReference(name) || /[$`]|\{\{/u.test(name) ? undefined : name;
}
