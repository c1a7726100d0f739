import { languages, window, workspace } from 'vscode';
import type { RoleUi } from './create-oidc-role.ts';

/** VS Code's own ways to ask and to show. */
export const roleUi: RoleUi = {
  pickForm: async (forms) => window.showQuickPick(forms, { title: 'Create IAM Role for OIDC' }),
  folder: () => {
    const uri = window.activeTextEditor?.document.uri;
    return uri && workspace.getWorkspaceFolder(uri)?.uri.toString();
  },
  show: async (content, languageId) => {
    // Terraform's language comes with an extension that not everybody has.
    const known = await languages.getLanguages();
    const language = known.includes(languageId) ? languageId : 'plaintext';
    await window.showTextDocument(await workspace.openTextDocument({ content, language }));
  },
  inform: (message) => void window.showInformationMessage(message),
};
