import { join } from 'node:path';
import { ensureChromium } from '../../../scripts/lib/chromium.mjs';
import { createSandbox } from '../../../scripts/lib/sandbox.mjs';
import type { Sandbox } from '../../../scripts/lib/sandbox.mjs';
import { installHost } from '../../../scripts/lib/vscode-host.mjs';
import { startVsCodeServer } from '../../../scripts/lib/vscode-server.mjs';
import { REPOSITORY } from '../suite-bundle.ts';
import { launchBrowser, newPage } from './playwright.ts';
import { workbenchOf } from './workbench.ts';
import type { Workbench } from './workbench.ts';

/** On what a person is to work. */
export type SessionOptions = {
  /** Packaged extensions to install, as a person does. */
  readonly vsix: readonly string[];
  /** Folders that are copied for the session: what VS Code opens, and the person's home with `.aws`. Empty ones when absent. */
  readonly workspace?: string;
  readonly home?: string;
  /** Variables that the extension host and terminals see, such as the endpoint of the local STS. */
  readonly extraEnv?: Readonly<Record<string, string>>;
  /** User settings beside the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether VS Code asks if the folder is to be trusted; off when absent. */
  readonly workspaceTrust?: boolean;
  /** The size of the window in pixels. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Where pictures go; `test/e2e/results/screenshots` when absent. */
  readonly screenshotsDir?: string;
  readonly progress?: (line: string) => void;
};

/** An open VS Code window on copies of the examples. */
export type Session = {
  readonly workbench: Workbench;
  readonly sandbox: Sandbox;
  /** The address of the window, for opening it anew. */
  readonly url: string;
  /** Closes the window, ends the server and deletes the copies. May be called again. */
  readonly close: () => Promise<void>;
};

/**
 * Opens a VS Code window with packaged extensions, driven by Chromium.
 * @returns The session, or why there can be none on this machine.
 * @throws Error When an extension cannot be installed or VS Code does not start.
 */
export async function openSession(
  options: SessionOptions,
): Promise<Session | { readonly unavailable: string }> {
  const { progress = () => undefined } = options;
  const browserFound = await ensureChromium({ progress });
  if (browserFound.path === undefined) return { unavailable: browserFound.reason };
  await installHost({ progress });
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const sandbox = await createSandbox({ home: options.home, workspace: options.workspace });
    undo.push(() => sandbox.remove());
    const server = await startVsCodeServer({
      home: sandbox.home,
      serverDataDir: sandbox.data,
      workspace: sandbox.workspace,
      vsix: options.vsix,
      extraEnv: options.extraEnv ?? {},
      settings: options.settings ?? {},
      workspaceTrust: options.workspaceTrust ?? false,
    });
    undo.push(() => server.stop());
    const browser = await launchBrowser(browserFound.path);
    undo.push(() => browser.close());
    const screenshotsDir = options.screenshotsDir ?? join(REPOSITORY, 'test/e2e/results/screenshots');
    const workbench = workbenchOf(await newPage(browser, options.viewport), { screenshotsDir });
    await workbench.open(server.url);
    return { workbench, sandbox, url: server.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
