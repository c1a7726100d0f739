import { addBridge, loadProfiles, suggestBridge } from '@keyless/sessions';
import { Uri, window } from 'vscode';
import type { Person } from '../incident/menders.ts';
import { refusalMessage } from '../sessions/profiles.ts';
import { openProfileTerminal } from '../sessions/profile-terminal.ts';
import type { Bridges, CreateBridgeInit } from './create-bridge.ts';

/** VS Code's own ways to ask and to show. */
export const bridgeUi: Pick<CreateBridgeInit, 'pick' | 'askName' | 'openFile' | 'openTerminal'> = {
  pick: async (names, title) => window.showQuickPick(names, { title, placeHolder: 'Which profile?' }),
  askName: async (suggested, profile) =>
    window.showInputBox({
      title: 'Create Bridge Profile',
      prompt: `Name of the new profile that hands the session of ${profile} to the SDKs and Terraform`,
      value: suggested,
      ignoreFocusOut: true,
    }),
  openFile: async (file) => window.showTextDocument(Uri.file(file)),
  openTerminal: openProfileTerminal,
};

/** Reads the AWS files of this machine, as far as a bridge goes. */
export async function readBridges({ env, home }: Person): Promise<Bridges | { readonly refusal: string }> {
  const loaded = await loadProfiles(env, home);
  if (!loaded.ok) return { refusal: refusalMessage(loaded.refusal) };
  return {
    suggest: (profile) => suggestBridge(loaded.graph, profile),
    add: (profile, name) => addBridge(loaded, { profile, name }),
  };
}
