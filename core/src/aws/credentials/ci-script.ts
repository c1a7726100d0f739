import type { ListItem } from '../../documents/yaml/item-edits.ts';
import type { YamlDocument, YamlScalar } from '../../documents/yaml/nodes.ts';
import type { SafeText } from '../../secret/safe-text.ts';
import type { ValueSource } from '../ci/value-source.ts';
import type { WorkflowStep } from '../ci/workflow.ts';
import type { ChainPlace } from '../session-duration.ts';
import type { Shell } from './shell.ts';

/** Commands in a file of a CI system: the `run:` of a step, or one command of a list. */
export interface CiScript {
  readonly document: YamlDocument;
  readonly scalar: YamlScalar;
  /** The list of commands that it is one of. */
  readonly list: { readonly items: readonly ListItem[]; readonly index: number } | undefined;
  /** It stands in an anchored node, so an edit would change other places. */
  readonly shared: boolean;
  /** For fingerprints and messages: `job deploy, step Upload`. */
  readonly label: SafeText;
  /** The step of a GitHub workflow or action. */
  readonly step: WorkflowStep | undefined;
  /** What its commands talk to is a store that is not AWS's. */
  readonly foreign: boolean;
  /**
   * AWS keys in its environment, as far as the file tells: given by variables or commands, or by the session that an
   * earlier step has exported.
   */
  readonly environment: 'keys' | 'session' | undefined;
  /** The shell that runs it, where that runs other scripts of the file too. */
  readonly shell: Shell | undefined;
  /**
   * Where it gets the session of a role from that AWS tools use if it has no keys: a step before it, or what surrounds
   * it. Empty where the file does not say it. `undefined` where it gets none.
   */
  readonly session: readonly ChainPlace[] | undefined;
  /** Where a value comes from that stands in the script; variables of the shell are followed. */
  readonly sourceOf: (text: string) => ValueSource;
}

/** Whether a value that a variable is given is one that somebody could use. */
export function isUsable(source: ValueSource): boolean {
  return source !== 'empty' && source !== 'emulator' && source !== 'placeholder';
}
