import { REWRITE_SESSIONS_KIND } from '@keyless/server/protocol';
import { commands, window } from 'vscode';
import { AWS_CONFIG_LANGUAGE } from '../document-selector.ts';

/**
 * Rewrites all pasted sessions of the AWS file in the active editor. It is the server's code action: VS Code shows what
 * it changes where that is more than one file, and says so where there is nothing to rewrite.
 */
export async function rewriteSessions(): Promise<void> {
  if (window.activeTextEditor?.document.languageId !== AWS_CONFIG_LANGUAGE) {
    void window.showInformationMessage(
      'Open your AWS config or credentials file first: its sessions are rewritten',
    );
    return;
  }
  await commands.executeCommand('editor.action.sourceAction', {
    kind: REWRITE_SESSIONS_KIND,
    apply: 'first',
  });
}
