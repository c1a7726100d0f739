import { join } from 'node:path';
import { runCommand, runNpm } from './run-command.mjs';

/**
 * Builds the bundles and packages the extension.
 * @param {string} root The repository's root folder.
 * @param {{ progress?: (line: string) => void }} [options]
 * @returns {Promise<string>} The path of the `.vsix`.
 * @throws {Error} When a step fails, with the end of what it wrote.
 */
export async function packageExtension(root, { progress = () => undefined } = {}) {
  progress('Building …');
  await runCommand(process.execPath, ['esbuild.mjs'], { cwd: root });
  progress('Packaging the extension …');
  await runNpm(['run', '--silent', 'package'], { cwd: root });
  return join(root, 'dist/keyless.vsix');
}
