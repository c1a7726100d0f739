import type { SessionProfile } from '@keyless/sessions';
import type { RefreshUi } from '../sessions/refresh-ui.ts';
import { profileArgument } from './profile-argument.ts';

/** What the command is made of. */
export interface SignInInit {
  readonly sessionProfiles: () => Promise<readonly SessionProfile[]>;
  /** Runs a command in a terminal, where a person may have to answer it. */
  readonly run: (command: string) => Promise<boolean>;
  readonly ui: Pick<RefreshUi, 'inform'>;
}

/** Makes the command: it lets a person sign in for a profile, with the tool whose matter that is, in a terminal. */
export function createSignInCommand(init: SignInInit): (argument?: unknown) => Promise<void> {
  return async (argument) => {
    const profile = profileArgument(argument);
    if (profile === undefined) return;
    const found = (await init.sessionProfiles()).find(({ name }) => name === profile);
    if (found?.signIn === undefined) {
      init.ui.inform('This profile of your AWS files has nothing to sign in to.');
      return;
    }
    await init.run(found.signIn);
  };
}
