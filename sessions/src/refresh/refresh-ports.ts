import type { SafeText } from '@keyless/core';
import type { FileSystem } from '@keyless/files';
import type { StsPort } from '../sts-port.ts';

/** What a refresh asks of its host. */
export interface RefreshPorts {
  /** Asks for the six digits of an MFA device. `undefined`: the person cancelled. */
  askMfaCode(request: { readonly serial: SafeText; readonly profile: SafeText }): Promise<string | undefined>;
  /** Tells what is being done. */
  progress(message: SafeText): void;
  clock(): Date;
  /** Cancels: prompts are abandoned, programs ended, calls cut, and nothing more is written. */
  readonly signal: AbortSignal;
  /** Gives STS; `loadSts` of this package in every host, another one in tests. */
  loadSts(): Promise<StsPort>;
  readonly env: NodeJS.ProcessEnv;
  /** The home folder as the AWS CLI sees it: `HOME`, on Windows `USERPROFILE`. */
  readonly home: string;
  /** For tests of full disks and forbidden folders; the machine's own files if left out. */
  readonly fs?: FileSystem;
}
