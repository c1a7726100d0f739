import {
  namesOtherAwsFiles,
  PROFILE_STAND_IN,
  PROFILE_VARIABLES,
  profileNameIn,
} from '../aws/env-profile.ts';
import { replaceVariable } from '../aws/environment-edits.ts';
import {
  environmentsOf,
  variableOf,
  type Environment,
  type EnvironmentVariable,
} from '../aws/environments.ts';
import { nearestName } from '../aws/nearest-name.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import { childEntries, entryNamed, findEntry } from '../documents/yaml/path.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';

/**
 * `The config profile (…) could not be found`: a slip of the pen, a profile of a colleague, or one that was renamed.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
 */
export default defineRule({
  meta: {
    id: 'unknown-profile',
    summary: 'Name a profile that exists on this machine',
    category: 'Environment files',
    documents: ['dotenv', 'compose'],
    severity: 'info',
    confidence: 'medium',
    messages: {
      unknown:
        '{name} names profile {profile}, which is in neither of your AWS files, so commands fail here. Name one of your profiles, or create it.',
      slip: '{name} names profile {profile}, which is in neither of your AWS files, so commands fail here. Did you mean {nearest}?',
      standIn:
        '{name} still holds the stand-in {profile}, so every command fails. Put the name of your profile in its place.',
    },
    fixes: {
      'use-nearest': { title: 'Use profile {nearest}', applicability: 'review' },
    },
    since: '0.1.0',
    references: ['https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html'],
    cwe: [],
  },
  create: (context) => ({
    documentEnd: () => {
      const { document } = context.model;
      const known = context.profiles.profiles;
      const isKnowable = known.size > 0 && !namesOtherAwsFiles(document);
      for (const environment of environmentsOf(document)) {
        if (!readsOwnFiles(document, environment)) continue;
        for (const variable of unknownIn(environment, known)) {
          const [name, profile] = [safeName(variable.name), safeName(variable.profile)];
          const report = { range: variable.valueRange, anchor: safe`${environment.label}${name}` };
          const nearest = isKnowable ? nearestName(variable.profile, [...known.keys()]) : undefined;
          if (variable.profile === PROFILE_STAND_IN) {
            context.report({ messageId: 'standIn', data: { name, profile }, ...report });
          } else if (isKnowable && nearest === undefined) {
            context.report({ messageId: 'unknown', data: { name, profile }, ...report });
          } else if (nearest !== undefined) {
            const data = { name, profile, nearest: safeName(nearest) };
            const fixes = () => nearestFixes(document, variable, nearest);
            context.report({ messageId: 'slip', data, fixes, ...report });
          }
        }
      }
    },
  }),
});

/** Variables that name a profile which is not known. */
function unknownIn(environment: Environment, known: ReadonlyMap<string, unknown>) {
  return PROFILE_VARIABLES.flatMap((name) => {
    const variable = variableOf(environment, name);
    const profile = profileNameIn(variable);
    return variable && profile !== undefined && !known.has(profile) ? [{ ...variable, profile }] : [];
  });
}

/** A container has profiles of its own, unless it is given the user's. */
function readsOwnFiles(
  document: KeylessDocument,
  { path: [services = '', service = ''] }: Environment,
): boolean {
  if (document.format !== 'yaml') return true;
  const entries = childEntries(document, findEntry(document, [services, service]));
  const volumes = entryNamed(entries, 'volumes')?.valueRange;
  return volumes !== undefined && OWN_FOLDER.test(document.source.text.slice(volumes.start, volumes.end));
}

/** `~/.aws:/root/.aws`, `source: ${HOME}/.aws`. */
const OWN_FOLDER = /(?:~|\$\{?(?:HOME|USERPROFILE)\}?)[/\\]\.aws\b/u;

function nearestFixes(document: KeylessDocument, variable: EnvironmentVariable, nearest: string) {
  const edits = replaceVariable(document, variable, nearest);
  return edits
    ? [{ fixId: 'use-nearest' as const, data: { nearest: safeName(nearest) }, edits, preferred: true }]
    : [];
}
