import type { RefreshUi } from '../sessions/refresh-ui.ts';
import { profileExport } from '../sessions/profile-export.ts';
import { profileArgument } from './profile-argument.ts';

/** What the commands for one profile are made of. */
export interface ProfileCommandsInit {
  /** Names of all profiles; asked for where a command is run for none. */
  readonly profileNames: () => readonly string[];
  /** `undefined` where the person turned away. */
  readonly pick: (names: readonly string[], title: string) => Promise<string | undefined>;
  readonly openTerminal: (profile: string) => void;
  readonly copy: (text: string) => PromiseLike<void>;
  /** Path of the shell that new terminals run. */
  readonly shell: () => string;
  readonly ui: Pick<RefreshUi, 'inform' | 'warn'>;
}

/** Commands that hand a profile to a shell: by its name only, never with its credentials. */
export interface ProfileCommands {
  readonly openTerminal: (argument?: unknown) => Promise<void>;
  readonly copyExport: (argument?: unknown) => Promise<void>;
}

export function createProfileCommands(init: ProfileCommandsInit): ProfileCommands {
  const profileFor = async (argument: unknown, title: string): Promise<string | undefined> =>
    profileArgument(argument) ?? init.pick(init.profileNames(), title);
  return {
    openTerminal: async (argument) => {
      const profile = await profileFor(argument, 'Open Terminal with This Profile');
      if (profile !== undefined) init.openTerminal(profile);
    },
    copyExport: async (argument) => {
      const profile = await profileFor(argument, 'Copy AWS_PROFILE Export');
      if (profile === undefined) return;
      const line = profileExport(init.shell(), profile);
      if (line === undefined) {
        init.ui.warn('This shell cannot be given a profile of that name. Rename the profile.');
        return;
      }
      await init.copy(line);
      init.ui.inform('Copied. Paste it into a terminal: its commands use the profile from then on.');
    },
  };
}
