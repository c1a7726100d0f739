import { pathToFileURL } from 'node:url';
import { hostPaths } from '../../../scripts/lib/vscode-host.mjs';

/** How long a wait may take, in milliseconds. */
export type Deadline = { readonly timeout?: number };

/** The part of Playwright's `Locator` that the tests use. */
export type Locator = {
  readonly locator: (selector: string) => Locator;
  readonly filter: (options: { readonly hasText?: string | RegExp; readonly visible?: boolean }) => Locator;
  readonly first: () => Locator;
  readonly last: () => Locator;
  readonly nth: (index: number) => Locator;
  readonly count: () => Promise<number>;
  readonly click: (options?: Deadline & { readonly button?: 'left' | 'right' }) => Promise<void>;
  readonly hover: (options?: Deadline) => Promise<void>;
  readonly fill: (text: string, options?: Deadline) => Promise<void>;
  readonly focus: (options?: Deadline) => Promise<void>;
  readonly press: (key: string, options?: Deadline) => Promise<void>;
  readonly allInnerTexts: () => Promise<string[]>;
  readonly innerText: (options?: Deadline) => Promise<string>;
  readonly getAttribute: (name: string, options?: Deadline) => Promise<string | null>;
  readonly inputValue: (options?: Deadline) => Promise<string>;
  readonly isVisible: () => Promise<boolean>;
  readonly waitFor: (
    options?: Deadline & { readonly state?: 'visible' | 'hidden' | 'attached' | 'detached' },
  ) => Promise<void>;
};

/** The part of Playwright's `Page` that the tests use. */
export type Page = {
  readonly keyboard: {
    readonly press: (key: string) => Promise<void>;
    readonly type: (text: string) => Promise<void>;
    readonly insertText: (text: string) => Promise<void>;
  };
  readonly goto: (url: string, options?: Deadline) => Promise<unknown>;
  readonly locator: (selector: string) => Locator;
  readonly getByRole: (
    role: 'button' | 'tab',
    options: { readonly name: string | RegExp; readonly exact?: boolean },
  ) => Locator;
  readonly evaluate: (expression: string) => Promise<unknown>;
  readonly exposeFunction: (name: string, callback: (...args: readonly unknown[]) => void) => Promise<void>;
  readonly screenshot: (options: { readonly path: string }) => Promise<unknown>;
  readonly on: (event: 'crash' | 'close', listener: () => void) => unknown;
};

/** The part of Playwright's `BrowserContext` that the tests use: one person's browser profile, empty at first. */
export type BrowserContext = {
  readonly newPage: () => Promise<Page>;
  readonly close: () => Promise<void>;
};

/** The part of Playwright's `Browser` that the tests use. */
export type Browser = {
  readonly newContext: (options: {
    readonly viewport: { readonly width: number; readonly height: number };
    readonly permissions: readonly string[];
  }) => Promise<BrowserContext>;
  readonly close: () => Promise<void>;
};

type PlaywrightCore = {
  readonly chromium: {
    readonly launch: (options: {
      readonly executablePath: string;
      readonly headless: boolean;
      readonly args: readonly string[];
    }) => Promise<Browser>;
  };
};

/** Without a sandbox because CI runs as root; without the browser's own traffic, which a closed network only slows down. */
const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a browser without a window.
 * Playwright is in the folder of the VS Code host, which is installed only where these tests run: so it is found at run time, and what the
 * tests use of it is typed here, which lets the repository's types be checked without it.
 */
export async function launchBrowser(executablePath: string): Promise<Browser> {
  const module = (await import(pathToFileURL(hostPaths().playwright).href)) as PlaywrightCore;
  return module.chromium.launch({ executablePath, headless: true, args: BROWSER_ARGS });
}

/** Opens an empty page of its own browser profile that may use the clipboard. */
export async function newPage(browser: Browser, viewport = { width: 1400, height: 900 }): Promise<Page> {
  const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
  return context.newPage();
}
