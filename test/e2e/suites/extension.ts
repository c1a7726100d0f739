import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { KeylessApi } from '@keyless/client';
import * as vscode from 'vscode';
import { until } from '../page/until.ts';

/** The id that the Marketplace would know the extension by. */
export const EXTENSION_ID = 'keyless-for-aws.keyless';

/** The extension, which VS Code starts by itself; its API once the language server runs. */
export async function startedExtension(): Promise<
  vscode.Extension<KeylessApi> & { readonly exports: KeylessApi }
> {
  const extension = vscode.extensions.getExtension<KeylessApi>(EXTENSION_ID);
  assert.ok(extension, `${EXTENSION_ID} is not installed`);
  await until('the start of the extension by itself', () =>
    Promise.resolve(extension.isActive ? true : undefined),
  );
  await extension.exports.ready();
  return extension;
}

/** The bundle of AWS's SDK, if it has been loaded into this process. */
export function loadedSdk(): string | undefined {
  return Object.keys(require.cache).find((file) => /[\\/]dist[\\/]sts\.js$/u.test(file));
}

/** A file of the folder that VS Code has open. */
export function inWorkspace(file: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, file);
}

/** A file of `~/.aws`. */
export function inAws(file: string): vscode.Uri {
  return vscode.Uri.file(join(homedir(), '.aws', file));
}
