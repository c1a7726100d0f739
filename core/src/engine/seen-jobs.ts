import type { Sight } from '../aws/witness.ts';
import { gatesAsNames } from '../aws/ci/gates.ts';
import type { Workflow } from '../aws/ci/workflow.ts';
import type { CalledFiles } from '../facts/token-need.ts';
import type { KeptParts } from './kept-parts.ts';
import type { Sights } from './part-memory.ts';

/** What rules of single jobs see of the rest of their workflow, and of the files that it calls. */
export function sightsOfJobs(workflow: Workflow, called: CalledFiles, kept: KeptParts): Sights {
  let gates: object | undefined;
  let paths: object | undefined;
  const identityOf = (sight: Sight): object | undefined => {
    switch (sight.type) {
      case 'gates':
        return (gates ??= kept.identityOfNames(gatesAsNames(workflow.gates)));
      case 'called':
        return called.get(sight.name);
      default:
        return (paths ??= kept.identityOfNames(called.keys()));
    }
  };
  return {
    version: {},
    before: undefined,
    identitiesOf: (sight) => {
      const identity = identityOf(sight);
      return identity ? [identity] : [];
    },
    isAsBefore: ({ sight, identities }) => identities[0] === identityOf(sight),
  };
}
