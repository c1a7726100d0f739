import type { WorkflowJob } from '../../aws/ci/workflow.ts';

/** Stands where no region is known; selected for typing. */
export const REGION_NAME = 'REGION_NAME';

/** Variables that name the region, in the order in which most tools look. */
const REGION_VARIABLES = ['AWS_REGION', 'AWS_DEFAULT_REGION'];

/** What the action's required `aws-region` gets: what the job's environment says, else the setting, else a stand-in. */
export function regionFor(
  job: WorkflowJob,
  configured: string,
): { readonly value: string; readonly placeholder: string | undefined } {
  const maps = [...job.steps.map((step) => step.env), job.env, job.workflow.env];
  for (const name of REGION_VARIABLES) {
    for (const map of maps) {
      const text = map?.entries.find((entry) => entry.key === name)?.scalar?.text;
      // An expression may use what only its own place knows, such as `matrix` or `steps`; a plain name never does.
      if (typeof text === 'string' && /^[a-z0-9-]+$/u.test(text))
        return { value: text, placeholder: undefined };
      if (typeof text === 'string' && /^\$\{\{\s*(?:vars|secrets)\.\w+\s*\}\}$/u.test(text)) {
        return { value: text, placeholder: undefined };
      }
    }
  }
  return configured === ''
    ? { value: REGION_NAME, placeholder: REGION_NAME }
    : { value: configured, placeholder: undefined };
}
