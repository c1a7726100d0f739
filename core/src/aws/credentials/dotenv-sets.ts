import { isTemplate } from '../../documents/classify.ts';
import type { DotenvAssignment, DotenvDocument } from '../../documents/dotenv/nodes.ts';
import { safe, safeName } from '../../secret/safe-text.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import { isForeignVariable } from '../ci/endpoint.ts';
import { partOfVariable } from '../credential-names.ts';
import type { CredentialSet } from '../credential-set.ts';
import { namedSites, unnamedSites, type LiteralCandidate } from './literal-site.ts';

/**
 * The static credentials of a `.env` file: one set for AWS's own variables, however often they are set, and one for
 * real keys under other names, which a profile could not replace. In a template only real key material counts.
 */
export function dotenvCredentialSets(document: DotenvDocument): readonly CredentialSet[] {
  const candidates = [
    ...document.assignments.filter(isCandidate).map((one) => candidateOf(document, one, false)),
    ...document.commentedAssignments.filter(isCandidate).map((one) => candidateOf(document, one, true)),
  ];
  const surroundings = {
    foreign: document.assignments.some(
      ({ name, value }) => typeof value === 'string' && isForeignVariable(name, value),
    ),
    template: isTemplate(document.uri),
  };
  const sets: readonly CredentialSet[] = [
    { owner: { type: 'env-file' }, label: safe`AWS variables`, sites: namedSites(candidates, surroundings) },
    { owner: { type: 'variables' }, label: safe`other variables`, sites: unnamedSites(candidates) },
  ];
  return sets.filter(({ sites }) => sites.length > 0);
}

/** Nothing else can become a site, and most assignments are settings of other programs. */
function isCandidate({ name, value }: DotenvAssignment): boolean {
  return value instanceof SecretValue || partOfVariable(name) !== undefined;
}

function candidateOf(
  { source }: DotenvDocument,
  { name, nameRange, valueRange, value }: DotenvAssignment,
  commentedOut: boolean,
): LiteralCandidate {
  return {
    part: partOfVariable(name),
    name: safeName(name),
    keyRange: nameRange,
    range: valueRange,
    // As written: in the value line endings are one character, and places could not be told.
    value:
      value instanceof SecretValue
        ? new SecretValue(source.text.slice(valueRange.start, valueRange.end))
        : value,
    commentedOut,
  };
}
