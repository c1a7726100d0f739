import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { editorOf } from './editor.ts';
import type { Editor } from './editor.ts';
import type { Page } from './playwright.ts';
import { quickInputOf } from './quick-input.ts';
import type { QuickInput } from './quick-input.ts';
import { surroundingsOf } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

/** A VS Code window and what a person can do in it. Each verb waits for what it needs, with a deadline. */
export type Workbench = QuickInput &
  Surroundings & {
    readonly editor: Editor;
    /** Opens the address of a VS Code server and waits until the window is there. */
    readonly open: (url: string) => Promise<void>;
    /** Takes a picture of the window and gives the file's path. */
    readonly screenshot: (name: string) => Promise<string>;
    /** The browser's page, for what has no verb. */
    readonly page: Page;
  };

/** How long the window may take to appear, in milliseconds: the first load of the workbench is 20 MB. */
const OPEN_DEADLINE_MS = 90_000;

/** Makes a driver for a page. Pictures go into `screenshotsDir`, which is created when needed. */
export function workbenchOf(page: Page, { screenshotsDir }: { readonly screenshotsDir: string }): Workbench {
  const quickInput = quickInputOf(page);
  return {
    ...quickInput,
    ...surroundingsOf(page, quickInput),
    editor: editorOf(page),
    open: async (url) => {
      await page.goto(url, { timeout: OPEN_DEADLINE_MS });
      await page
        .locator('.monaco-workbench .part.statusbar .statusbar-item')
        .first()
        .waitFor({ timeout: OPEN_DEADLINE_MS });
      await page.locator('.monaco-workbench .part.editor').waitFor({ timeout: OPEN_DEADLINE_MS });
    },
    screenshot: async (name) => {
      await mkdir(screenshotsDir, { recursive: true });
      const path = join(screenshotsDir, `${name}.png`);
      await page.screenshot({ path });
      return path;
    },
    page,
  };
}
