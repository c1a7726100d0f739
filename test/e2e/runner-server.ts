import { join } from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';
import { ensureChromium } from '../../scripts/lib/chromium.mjs';
import { createSandbox } from '../../scripts/lib/sandbox.mjs';
import { installHost } from '../../scripts/lib/vscode-host.mjs';
import { startVsCodeServer } from '../../scripts/lib/vscode-server.mjs';
import type { RunningServer } from '../../scripts/lib/vscode-server.mjs';
import { launchBrowser, newPage } from './page/playwright.ts';
import type { Page } from './page/playwright.ts';
import { bundleSuite, REPOSITORY } from './suite-bundle.ts';
import { readSuiteResult, RESULT_VARIABLE } from './suite-result.ts';
import type { SuiteResult } from './suite-result.ts';

/** What to run, and on what. */
export type SuiteOptions = {
  /** The suite's entry, which exports `run()`. */
  readonly entry: string;
  /** Folders that are copied for the run: what VS Code opens, and the person's home with `.aws`. Empty ones when absent. */
  readonly workspace?: string;
  readonly home?: string;
  /** Variables that the extension host sees, such as the endpoint of the local STS. */
  readonly extraEnv?: Readonly<Record<string, string>>;
  /** User settings beside the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The packaged extension to install; when absent, the repository itself is the extension under development. */
  readonly vsix?: string;
  /** Whether VS Code holds back in a folder that nobody has trusted; off when absent. */
  readonly workspaceTrust?: boolean;
  /** After this many milliseconds the run has failed. */
  readonly timeoutMs?: number;
  readonly progress?: (line: string) => void;
};

/** Why a tier cannot run here, or what it came to. */
export type SuiteOutcome =
  | { readonly kind: 'ran'; readonly result: SuiteResult }
  | { readonly kind: 'unavailable'; readonly reason: string };

const SUITE_DEADLINE_MS = 300_000;

/** The workbench talks about sign-in, chat and missing native modules, hundreds of lines of it; what tells about a failed run is an error. */
const NOISE =
  /chat|copilot|sign.?in|telemetry|bindings file|github|gallery|open-vsx|ERR_NAME_NOT_RESOLVED|entitlement/i;

/** Runs a suite inside the extension host of VS Code's server, whose window Chromium shows. Nothing is downloaded but npm packages. */
export async function runInServer(options: SuiteOptions): Promise<SuiteOutcome> {
  const { progress = () => undefined } = options;
  const browser = await ensureChromium({ progress });
  if (browser.path === undefined) return { kind: 'unavailable', reason: browser.reason };
  await installHost({ progress });
  const bundle = await bundleSuite(options.entry);
  const sandbox = await createSandbox({ home: options.home, workspace: options.workspace });
  const resultFile = join(sandbox.root, 'result.json');
  try {
    const server = await startVsCodeServer({
      home: sandbox.home,
      serverDataDir: sandbox.data,
      extraEnv: { ...options.extraEnv, [RESULT_VARIABLE]: resultFile },
      settings: options.settings ?? {},
      vsix: options.vsix === undefined ? [] : [options.vsix],
      workspaceTrust: options.workspaceTrust ?? false,
      smokeTestDriver: true,
    });
    try {
      const extension = options.vsix === undefined ? REPOSITORY : await emptyExtension(sandbox.root);
      const url = addressOf(server, { workspace: sandbox.workspace, extension, bundle });
      const log = await driveToExit(browser.path, url, options.timeoutMs ?? SUITE_DEADLINE_MS);
      return { kind: 'ran', result: await readSuiteResult(resultFile, log) };
    } finally {
      await server.stop();
    }
  } finally {
    await sandbox.remove();
  }
}

/** VS Code runs tests only for an extension under development: beside an installed package, one without any content. */
export async function emptyExtension(root: string): Promise<string> {
  const folder = join(root, 'test-extension');
  await mkdir(folder, { recursive: true });
  const manifest = {
    name: 'keyless-tests',
    publisher: 'keyless-for-aws',
    version: '0.0.0',
    engines: { vscode: '^1.93.0' },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

function addressOf(
  { origin, authority }: RunningServer,
  {
    workspace,
    extension,
    bundle,
  }: { readonly workspace: string; readonly extension: string; readonly bundle: string },
): string {
  const remote = (path: string) => `vscode-remote://${authority}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension.replace(/\/$/, ''))],
    ['extensionTestsPath', remote(bundle)],
    ['skipWelcome', 'true'],
  ];
  return `${origin}/?folder=${encodeURI(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Opens the window and waits until VS Code says that the tests have ended, well or not: which of the two, the result file tells. */
async function driveToExit(
  executablePath: string,
  url: string,
  timeoutMs: number,
): Promise<readonly string[]> {
  const browser = await launchBrowser(executablePath);
  const log: string[] = [];
  try {
    const page = await newPage(browser);
    const ended = untilExit(page, log, timeoutMs);
    // The wait below is what reports; without this, a failed `goto` would leave it as an unhandled rejection.
    ended.catch(() => undefined);
    await page.goto(url, { timeout: 90_000 });
    await ended;
    return log;
  } finally {
    await browser.close();
  }
}

async function untilExit(page: Page, log: string[], timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${why}\n${log.slice(-40).join('\n')}`));
      timer = setTimeout(() => fail(`The suite did not end within ${timeoutMs / 1000} s.`), timeoutMs);
      page.on('crash', () => fail('The page of VS Code crashed.'));
      const exposed = [
        page.exposeFunction('codeAutomationLog', (level, args) => keep(log, level, args)),
        page.exposeFunction('codeAutomationExit', () => resolve()),
      ];
      Promise.all(exposed).catch((error: unknown) => fail(String(error)));
    });
  } finally {
    clearTimeout(timer);
  }
}

function keep(log: string[], level: unknown, args: unknown): void {
  const text = Array.isArray(args) ? args.map(String).join(' ') : String(args);
  if (!NOISE.test(text)) log.push(`[${String(level)}] ${text}`.slice(0, 2_000));
}
