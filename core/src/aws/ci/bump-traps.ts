import { safe, safeList, safeName, type SafeText } from '../../secret/safe-text.ts';
import { inputEntry, inputOf, modeOf } from './credentials-action.ts';
import { CREDENTIALS_INPUTS } from './credentials-inputs.ts';
import { isSelfHosted } from './runner.ts';
import { readEntry } from './steps.ts';
import type { WorkflowStep } from './workflow.ts';

/** Inputs that are switches; from v5 on anything but `true` and `false` ends the job. */
const SWITCHES = CREDENTIALS_INPUTS.filter(({ isSwitch }) => isSwitch).map(({ name }) => name);
const STRICT = /^(?:true|True|TRUE|false|False|FALSE)$|\$\{\{/u;

/** What a newer version of the credentials action does otherwise. */
export interface BumpTraps {
  /** The rest of a sentence; empty where nothing is known to change. */
  readonly traps: SafeText;
  /** The newer version would end the job. */
  readonly stops: boolean;
}

/**
 * What changes for a step of the credentials action with its newest version. `beforeV3` versions masked the account id
 * and asked for six hours where they assumed a role with keys.
 * https://github.com/aws-actions/configure-aws-credentials/blob/main/CHANGELOG.md
 */
export function bumpTraps(step: WorkflowStep, beforeV3: boolean): BumpTraps {
  const loose = SWITCHES.flatMap((name) => {
    const entry = inputEntry(step, name);
    return entry && !readEntry(entry, (text) => STRICT.test(text.trim()) || text.trim() === '')
      ? [safeName(entry.key)]
      : [];
  });
  const assumes = modeOf(step) === 'static-assume-role' && inputOf(step, 'aws-session-token') === undefined;
  const traps: (SafeText | false)[] = [
    loose.length > 0 &&
      safe`write ${safeList(loose)} as true or false first, because v5 and later refuse other words`,
    beforeV3 &&
      assumes &&
      inputOf(step, 'role-duration-seconds') === undefined &&
      safe`the session then lasts one hour instead of six`,
    beforeV3 &&
      inputOf(step, 'mask-aws-account-id') === undefined &&
      safe`the account id is then no longer masked in the log`,
    isSelfHosted(step.job) && safe`a self-hosted runner must have Node 24`,
  ];
  return { traps: safeList(traps.filter((trap) => trap !== false)), stops: loose.length > 0 };
}
