import { Uri, window, workspace, WorkspaceEdit } from 'vscode';
import type { GuardrailUi } from './add-guardrail.ts';

const REPLACE = 'Replace';
const SHOW = 'Show as New Document';

/** VS Code's own ways to ask, to show, and to make files. */
export const guardrailUi: GuardrailUi = {
  pickGuardrail: async (all) => {
    const items = all.map((guardrail) => ({
      label: guardrail.title,
      description: guardrail.path,
      guardrail,
    }));
    const picked = await window.showQuickPick(items, { title: 'Add Guardrail', matchOnDescription: true });
    return picked?.guardrail;
  },
  pickFolder: async () => {
    const folders = workspace.workspaceFolders ?? [];
    if (folders.length === 0) return '';
    const folder = folders.length === 1 ? folders[0] : await window.showWorkspaceFolderPick();
    return folder?.uri.toString();
  },
  create: async (folder, path, text, replace) => {
    const uri = Uri.joinPath(Uri.parse(folder), path);
    const edit = new WorkspaceEdit();
    edit.createFile(uri, { contents: new TextEncoder().encode(text), overwrite: replace });
    if (!(await workspace.applyEdit(edit))) return false;
    await window.showTextDocument(uri);
    return true;
  },
  askAboutExisting: async (path) => {
    const message = `${path} exists already.`;
    const answer = await window.showWarningMessage(message, { modal: true }, REPLACE, SHOW);
    if (answer === undefined) return undefined;
    return answer === REPLACE ? 'replace' : 'show';
  },
  show: async (content, path) => {
    const language = /\.ya?ml$/u.test(path) ? 'yaml' : 'plaintext';
    await window.showTextDocument(await workspace.openTextDocument({ content, language }));
  },
  inform: (message) => void window.showInformationMessage(message),
};
