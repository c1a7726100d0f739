import type { Prose } from '../../prose.ts';
import type { View } from '../../surroundings.ts';
import { credentialsActionProse, inputProse } from './action-prose.ts';
import type { CiTarget } from './ci-target.ts';
import { jobProse, permissionsProse, scopeProse } from './permissions-prose.ts';
import { bitbucketTokenProse, gitlabTokenProse, pipelineSettingProse } from './pipeline-prose.ts';
import { variableProse } from './variable-prose.ts';

/** Says what is known of a place of a CI file. Of keys and tokens never more than what they are for. */
export function ciProse(view: View, target: CiTarget): Prose {
  switch (target.type) {
    case 'permissions':
      return permissionsProse(target.of);
    case 'scope':
      return scopeProse(target.scope, target.of);
    case 'job':
      return jobProse(target.job, view.facts.called);
    case 'credentials-action':
      return credentialsActionProse(target.step, view.facts.remote);
    case 'input':
      return inputProse(target.step, target.input);
    case 'variable':
      return variableProse(target.name, target.seenFrom);
    case 'gitlab-token':
      return gitlabTokenProse(target.part);
    case 'bitbucket-token':
      return bitbucketTokenProse();
    case 'pipeline-setting':
      return pipelineSettingProse(target.setting);
  }
}
