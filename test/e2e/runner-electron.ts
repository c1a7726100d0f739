import { join } from 'node:path';
import {
  downloadAndUnzipVSCode,
  resolveCliArgsFromVSCodeExecutablePath,
  runTests,
} from '@vscode/test-electron';
import { runCommand } from '../../scripts/lib/run-command.mjs';
import { createSandbox } from '../../scripts/lib/sandbox.mjs';
import { writeUserSettings } from '../../scripts/lib/vscode-settings.mjs';
import { emptyExtension } from './runner-server.ts';
import type { SuiteOptions, SuiteOutcome } from './runner-server.ts';
import { bundleSuite, REPOSITORY } from './suite-bundle.ts';
import { readSuiteResult, RESULT_VARIABLE } from './suite-result.ts';

/**
 * Runs the very same suite in desktop VS Code, which is downloaded once: for laptops and for CI that reaches Microsoft's servers.
 * `version` is what `@vscode/test-electron` takes: `stable`, `insiders` or a number such as the oldest one that the manifest allows.
 */
export async function runInElectron(
  options: SuiteOptions & { readonly version?: string },
): Promise<SuiteOutcome> {
  let program: string;
  try {
    program = await downloadAndUnzipVSCode({
      version: options.version ?? 'stable',
      cachePath: join(REPOSITORY, '.cache/vscode-test'),
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: 'unavailable', reason: `Desktop VS Code cannot be downloaded: ${why}` };
  }
  const bundle = await bundleSuite(options.entry);
  const sandbox = await createSandbox({ home: options.home, workspace: options.workspace });
  const resultFile = join(sandbox.root, 'result.json');
  const folders = ['--user-data-dir', sandbox.data, '--extensions-dir', join(sandbox.root, 'extensions')];
  try {
    await writeUserSettings(sandbox.data, { settings: options.settings ?? {} });
    if (options.vsix !== undefined) await installInDesktop(program, options.vsix, folders);
    const ended = runTests({
      vscodeExecutablePath: program,
      extensionDevelopmentPath: options.vsix === undefined ? REPOSITORY : await emptyExtension(sandbox.root),
      extensionTestsPath: bundle,
      extensionTestsEnv: {
        ...options.extraEnv,
        HOME: sandbox.home,
        USERPROFILE: sandbox.home,
        [RESULT_VARIABLE]: resultFile,
      },
      launchArgs: [
        sandbox.workspace,
        ...folders,
        ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
        '--skip-welcome',
        '--skip-release-notes',
        '--disable-telemetry',
        '--disable-updates',
      ],
    });
    // A failed test makes it reject too: what happened is in the result, and without one the reason is in the log.
    const log = await ended.then(
      () => [],
      (error: unknown) => [String(error)],
    );
    return { kind: 'ran', result: await readSuiteResult(resultFile, log) };
  } finally {
    await sandbox.remove();
  }
}

async function installInDesktop(program: string, vsix: string, folders: readonly string[]): Promise<void> {
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(program, { reuseMachineInstall: true });
  if (cli === undefined) throw new Error(`${program} has no command line`);
  const shell = process.platform === 'win32';
  await runCommand(cli, [...args, ...folders, '--install-extension', vsix, '--force'], { shell });
}
