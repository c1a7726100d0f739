import type { Position, Range } from 'vscode-languageserver-protocol';
import type { ServerProgram } from '../peers/language-servers.ts';
import { awsConfigText } from '../samples/aws-config.ts';
import { dotenvText } from '../samples/dotenv.ts';
import { typist } from '../samples/edits.ts';
import { environmentOf } from '../samples/home.ts';
import { workflowText } from '../samples/workflow.ts';
import { put } from '../samples/workspace.ts';
import { pathToFileURL } from 'node:url';
import { editorOfProcess, type Change, type Editor, type EditorOptions } from './protocol.ts';

/** A file that is open in an editor. */
export interface File {
  /** From the folder that is open. */
  readonly path: string;
  readonly languageId: string;
  readonly text: () => string;
}

export const CONFIG_FILE: File = {
  path: '.aws/config',
  languageId: 'aws-config',
  text: () => awsConfigText(1000, 200),
};
export const DOTENV_FILE: File = { path: '.env', languageId: 'dotenv', text: () => dotenvText(2000) };
export const WORKFLOW_FILE: File = {
  path: '.github/workflows/all.yml',
  languageId: 'yaml',
  text: () => workflowText(5000),
};

/** Starts a server over a folder, which is its home as well, so that nobody's own files are read. */
export function startServer(
  { command, settings }: ServerProgram,
  folder: string,
  options: Partial<EditorOptions> = {},
): Promise<Editor> {
  const uri = pathToFileURL(folder).href;
  return editorOfProcess(command, environmentOf(folder), { folder: uri, pull: false, settings, ...options });
}

/** Writes a file into a folder and opens it. */
export async function openFile(editor: Editor, folder: string, file: File) {
  const text = file.text();
  const uri = pathToFileURL(await put(folder, file.path, text)).href;
  const diagnostics = await editor.open(uri, file.languageId, text);
  return { uri, text, diagnostics };
}

/** Letters typed into an open file, one after the other. */
export function keystrokes(uri: string, text: string): () => Change {
  const next = typist(text);
  let before = text;
  let version = 1;
  return () => {
    const { text: after, offset } = next();
    const range = emptyRange(positionAt(before, offset));
    version += 1;
    before = after;
    return { uri, version, range, text: 'x' };
  };
}

export function emptyRange(at: Position): Range {
  return { start: at, end: at };
}

/** Without an index: only one place is asked for. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, character: offset - (before.lastIndexOf('\n') + 1) };
}
