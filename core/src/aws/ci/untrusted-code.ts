import { inputEntry } from './credentials-action.ts';
import { readEntry, scriptHas } from './steps.ts';
import type { WorkflowJob, WorkflowStep } from './workflow.ts';

/** Events whose runs have the repository's secrets and may be started by a stranger's pull request. */
export type UntrustedEvent = 'pull_request_target' | 'workflow_run';

/** The commit or branch that a pull request brought in, under the names of the `workflow_run` event. */
const HEAD = /workflow_run\.(?:head_|pull_requests)|\bhead_(?:sha|branch|commit|ref)\b|refs\/pull\//u;

/** Conditions under which the head is one of the repository's own, or of a push. */
const OWN_HEAD =
  /head\.repo\.full_name\s*==\s*github\.repository|github\.repository\s*==\s*github\.event\.pull_request\.head\.repo\.full_name|head\.repo\.fork\s*==\s*false|!\s*github\.event\.pull_request\.head\.repo\.fork|head_repository\.full_name\s*==\s*github\.repository|workflow_run\.event\s*==\s*'(?!pull_request)/u;

/** Whether a step fetches the code that a pull request has brought in. */
export function checksOutHead(step: WorkflowStep): boolean {
  if (scriptHas(step, /git\s+(?:checkout|fetch|switch|pull)|gh\s+pr\s+checkout/u) && scriptHas(step, HEAD))
    return true;
  if (scriptHas(step, /gh\s+pr\s+checkout/u)) return true;
  if (step.uses?.action !== 'actions/checkout') return false;
  return ['ref', 'repository'].some((name) => {
    const entry = inputEntry(step, name);
    return entry !== undefined && readEntry(entry, (text) => HEAD.test(text));
  });
}

/** Whether a job may run for an event with a stranger's pull request behind it, as far as its conditions tell. */
export function mayServeStrangers(
  job: WorkflowJob,
  step: WorkflowStep | undefined,
  event: UntrustedEvent,
): boolean {
  const own = job.entries.find(({ key }) => key === 'if');
  const conditions = [own && readEntry(own, (text) => text), step?.condition];
  return !conditions.some((text) => text !== undefined && excludes(text, event));
}

/** One of several alternatives excludes nothing. */
function excludes(condition: string, event: UntrustedEvent): boolean {
  if (condition.includes('||')) return false;
  const [, compares, name] = /github\.event_name\s*(==|!=)\s*'([^']*)'/u.exec(condition) ?? [];
  if (compares === '==' && name !== event) return true;
  return (compares === '!=' && name === event) || OWN_HEAD.test(condition);
}
