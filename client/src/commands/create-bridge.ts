import type { BridgeResult } from '@keyless/sessions';
import type { Action, RefreshUi } from '../sessions/refresh-ui.ts';
import { profileArgument } from './profile-argument.ts';

/** The AWS files as they are at one moment, as far as a bridge goes. */
export interface Bridges {
  /** A free name for a bridge to a profile; `undefined` for one that needs none or can have none. */
  suggest(profile: string): string | undefined;
  add(profile: string, name: string): Promise<BridgeResult>;
}

/** What the command is made of. */
export interface CreateBridgeInit {
  /** Reads the files; tells instead why the AWS CLI refuses them. */
  readonly read: () => Promise<Bridges | { readonly refusal: string }>;
  /** Profiles that a bridge makes sense for. */
  readonly candidates: () => readonly string[];
  readonly pick: (names: readonly string[], title: string) => Promise<string | undefined>;
  /** Asks for the name of the new profile; `undefined` where the person turned away. */
  readonly askName: (suggested: string, profile: string) => Promise<string | undefined>;
  readonly openFile: (file: string) => unknown;
  readonly openTerminal: (profile: string) => void;
  readonly ui: Pick<RefreshUi, 'inform' | 'warn'>;
}

/**
 * Makes the command: it adds a profile that hands the session of another one to every tool. Only the AWS CLI reads its
 * cache, so the SDKs and Terraform have to ask it.
 */
export function createBridgeCommand(init: CreateBridgeInit): (argument?: unknown) => Promise<void> {
  return async (argument) => {
    const profile =
      profileArgument(argument) ?? (await init.pick(init.candidates(), 'Create Bridge Profile'));
    if (profile === undefined) return;
    const bridges = await init.read();
    if ('refusal' in bridges) {
      init.ui.warn(bridges.refusal);
      return;
    }
    const suggested = bridges.suggest(profile);
    if (suggested === undefined) {
      init.ui.inform('This profile needs no bridge, or its name is one that a command cannot hold.');
      return;
    }
    const name = await init.askName(suggested, profile);
    if (name === undefined) return;
    tell(init, name.trim(), await bridges.add(profile, name.trim()));
  };
}

function tell(init: CreateBridgeInit, name: string, result: BridgeResult): void {
  if ('problem' in result) {
    init.ui.warn(`${result.problem}.`);
    return;
  }
  const { file } = result;
  const open: Action = { title: 'Open Config', run: () => init.openFile(file) };
  const terminal: Action = { title: 'Open Terminal', run: () => init.openTerminal(name) };
  init.ui.inform(
    `Set AWS_PROFILE=${name} for boto3, the other SDKs and Terraform: they get the session from the AWS CLI 2.`,
    open,
    terminal,
  );
}
