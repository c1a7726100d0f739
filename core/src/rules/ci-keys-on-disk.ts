import type { CiScript } from '../aws/credentials/ci-script.ts';
import type { KeyTarget } from '../aws/credentials/key-target.ts';
import { assignedSource, keyAssignments } from '../aws/credentials/script-sites.ts';
import type { WorkflowJob } from '../aws/ci/workflow.ts';
import type { CredentialSet, CredentialSite } from '../aws/credential-set.ts';
import { placesIn } from '../documents/yaml/block-scalar.ts';
import { CI_KINDS } from '../documents/kinds.ts';
import { readText } from '../documents/yaml/scalars.ts';
import { remedyFor } from '../rewrites/remedy.ts';
import { declaredOf } from '../rewrites/rewrite.ts';
import { REWRITES } from '../rewrites/static-fixes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { RuleContext } from '../rule-api/rule.ts';
import { safe, type SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';

const FIXES = {
  'rewrite-to-oidc': REWRITES['rewrite-to-oidc'],
} as const;

const WHERE: Readonly<Record<KeyTarget, SafeText>> = {
  'aws-files': safe`the AWS files of the runner, where whatever runs there next finds them`,
  'job-environment': safe`the environment of the job, where every step behind it can read them`,
  file: safe`a file, where they outlive the command`,
};

interface Written {
  readonly target: KeyTarget;
  readonly range: Range;
}

/**
 * A key that a script has written lies on the runner in plain text: a machine of one's own keeps it for the next job,
 * an archive or a cache of the home folder takes it along, and every action behind the step can read it.
 * https://docs.github.com/en/actions/reference/security/secure-use
 */
export default defineRule({
  meta: {
    id: 'ci-keys-on-disk',
    summary: 'Write no AWS keys to files of the runner',
    category: 'CI identity',
    documents: CI_KINDS,
    severity: 'warning',
    confidence: 'high',
    messages: {
      written: 'This script writes AWS keys from the secret store to {where}. {remedy}',
    },
    fixes: FIXES,
    since: '0.1.0',
    references: [
      'https://docs.github.com/en/actions/reference/security/secure-use',
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html',
    ],
    cwe: [312],
  },
  create: (context) => {
    const owners = createOwners(context);
    const told = new Set<CredentialSet>();
    return {
      script: (script) => {
        const written = script.foreign ? undefined : firstWritten(script);
        const found = written && owners.of(script, written);
        // The commands of a list are one script.
        if (!found || (script.list && told.has(found.set))) return;
        told.add(found.set);
        const remedy = remedyFor(found.site, found.set, context);
        context.report({
          messageId: 'written',
          range: written.range,
          anchor: script.label,
          data: { where: WHERE[written.target], remedy: remedy.sentence },
          fixes: () => declaredOf(FIXES, remedy.fixes()),
        });
      },
    };
  },
});

/** The first key that a script writes to a file; one finding a script, because they are one thing to mend. */
function firstWritten(script: CiScript): Written | undefined {
  const found = readText(script.scalar.text, (text) =>
    keyAssignments(text).flatMap(({ target, name, start, value }) =>
      target !== undefined && assignedSource(value, script.sourceOf) === 'stored-secret'
        ? [{ target, start, end: start + name.length }]
        : [],
    ),
  );
  const [first] = found;
  if (!first) return undefined;
  const range = placesIn(script.document.source, script.scalar).rangeOf(first.start, first.end);
  return { target: first.target, range };
}

interface Found {
  readonly site: CredentialSite;
  readonly set: CredentialSet;
}

/** Finds the credentials that a written key belongs to: what to do depends on where they come from. */
function createOwners({ model }: Pick<RuleContext, 'model'>) {
  const known = new Map<WorkflowJob | undefined, Owners>();
  const ownersIn = (job: WorkflowJob | undefined): Owners => {
    const owners = known.get(job) ?? readOwners(job ? model.credentialSetsIn(job) : model.credentialSets);
    known.set(job, owners);
    return owners;
  };
  return {
    /** `undefined` where the keys are none of AWS's: nothing else about them is known either. */
    of: ({ step }: CiScript, { range }: Written): Found | undefined => {
      const { byPlace, byJob } = ownersIn(model.workflow && step?.job);
      return byPlace.get(range.start) ?? byJob.get(step?.job);
    },
  };
}

interface Owners {
  readonly byPlace: ReadonlyMap<number, Found>;
  readonly byJob: ReadonlyMap<unknown, Found>;
}

function readOwners(sets: readonly CredentialSet[]): Owners {
  const byPlace = new Map<number, Found>();
  const byJob = new Map<unknown, Found>();
  for (const set of sets) {
    for (const site of set.sites) byPlace.set(site.keyRange.start, { site, set });
    const [site] = set.sites;
    if (site && 'job' in set.owner) byJob.set(set.owner.job, { site, set });
  }
  return { byPlace, byJob };
}
