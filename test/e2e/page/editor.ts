import type { Locator, Page } from './playwright.ts';
import { isWanted, PATIENCE_MS, until } from './until.ts';

/** The four kinds of underline, by what VS Code calls them. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** What a person sees and does in the active editor. */
export type Editor = {
  /** Waits until exactly `count` underlines of that kind are shown; without a count, until there is one. */
  readonly waitForSquiggles: (wanted: {
    readonly severity: Severity;
    readonly count?: number;
  }) => Promise<void>;
  /** How many underlines of that kind are shown now, in the part of the file that is on screen. */
  readonly squiggles: (severity: Severity) => Promise<number>;
  /** The whole text of the active editor, through select all and copy; the cursor stays where it was. */
  readonly text: () => Promise<string>;
  /** Waits until the text of the active editor satisfies a condition, and gives the text. */
  readonly waitForText: (what: string, holds: (text: string) => boolean) => Promise<string>;
  /** The selected text; the whole line of the cursor, with its end, where nothing is selected. */
  readonly selectedText: () => Promise<string>;
  /** Puts the cursor at a line and column, both counted from 1. */
  readonly goTo: (line: number, column?: number) => Promise<void>;
  /** Puts the cursor at the start of the nth occurrence (from 1) of a text in the file. */
  readonly goToText: (text: string, occurrence?: number) => Promise<void>;
  /** What the hover at the cursor says, through its keyboard shortcut. */
  readonly hover: () => Promise<string>;
  /** Opens the list of quick fixes at the cursor, and leaves it open. */
  readonly openQuickFixes: () => Promise<void>;
  /** The titles of the quick fixes at the cursor, without applying one; empty where VS Code says that there are none. */
  readonly quickFixes: () => Promise<readonly string[]>;
  /** Presses Ctrl+. at the cursor and picks the fix of that title. */
  readonly quickFix: (title: string | RegExp) => Promise<void>;
  /** Types at the cursor, key by key, so that completions and auto-closing happen as they would. */
  readonly type: (text: string) => Promise<void>;
  /** Presses one key or chord, for example `ControlOrMeta+Z`. */
  readonly press: (key: string) => Promise<void>;
  /** Saves and waits until the tab no longer shows unsaved changes. */
  readonly save: () => Promise<void>;
};

const GROUP = '.editor-group-container.active';
const EDITOR = `${GROUP} .editor-instance .monaco-editor[role="code"]`;
const FIX_ROWS = '.action-widget .monaco-list-row.action';

/** Makes the verbs for the active editor of one page. */
export function editorOf(page: Page): Editor {
  return {
    waitForSquiggles: (wanted) => waitForSquiggles(page, wanted),
    squiggles: (severity) => page.locator(`${EDITOR} .squiggly-${severity}`).count(),
    text: () => wholeText(page),
    waitForText: (what, holds) =>
      until(what, async () => wholeText(page).then((text) => (holds(text) ? text : undefined)), {
        seen: () => wholeText(page),
      }),
    selectedText: async () => {
      await focus(page);
      return copied(page);
    },
    goTo: (line, column = 1) => goTo(page, line, column),
    goToText: (text, occurrence = 1) => goToText(page, text, occurrence),
    hover: () => hover(page),
    openQuickFixes: async () => {
      if (!(await openFixes(page, PATIENCE_MS))) throw new Error('No quick fix at the cursor');
    },
    quickFixes: () => quickFixes(page),
    quickFix: (title) => quickFix(page, title),
    type: async (text) => {
      await focus(page);
      await page.keyboard.type(text);
    },
    press: (key) => page.keyboard.press(key),
    save: () => save(page),
  };
}

async function waitForSquiggles(
  page: Page,
  { severity, count }: { readonly severity: Severity; readonly count?: number },
): Promise<void> {
  const shown = () => page.locator(`${EDITOR} .squiggly-${severity}`).count();
  await until(
    `${count ?? 'any'} ${severity} squiggles`,
    async () => {
      const now = await shown();
      return (count === undefined ? now > 0 : now === count) ? true : undefined;
    },
    { seen: async () => String(await shown()) },
  );
}

async function focus(page: Page): Promise<void> {
  await inputOf(page).focus();
}

/** Gives the keyboard back to the active editor, if there is one. */
export async function focusIfOpen(page: Page): Promise<void> {
  if ((await inputOf(page).count()) > 0) await focus(page);
}

/** New versions edit through an EditContext, older ones through a text area. */
function inputOf(page: Page): Locator {
  return page.locator(`${EDITOR} .native-edit-context, ${EDITOR} textarea.inputarea`).first();
}

/** Copies the selection and reads the clipboard, which holds a mark before, so that an old copy is never taken for the new one. */
export async function copied(page: Page): Promise<string> {
  const mark = `nothing copied ${process.hrtime.bigint()}`;
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(mark)})`);
  await page.keyboard.press('ControlOrMeta+C');
  return until(
    'the copied text',
    async () => {
      const text = await page.evaluate('navigator.clipboard.readText()');
      return typeof text === 'string' && text !== mark ? text : undefined;
    },
    { timeout: 3_000 },
  );
}

async function wholeText(page: Page): Promise<string> {
  const lines = await page.locator(`${EDITOR} .view-line`).allInnerTexts();
  // Nothing is copied from an empty file.
  if (lines.length === 1 && lines[0]?.trim() === '') return '';
  await focus(page);
  await page.keyboard.press('ControlOrMeta+A');
  const text = await copied(page);
  await page.keyboard.press('ControlOrMeta+U');
  return text;
}

async function goTo(page: Page, line: number, column: number): Promise<void> {
  await focus(page);
  await page.keyboard.press('Control+G');
  const input = page.locator('.quick-input-widget .quick-input-box input');
  await input.waitFor();
  await input.fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  const position = page.locator('[id="status.editor.selection"]');
  const there = new RegExp(`^Ln ${line}, Col ${column}$`);
  await until(
    `the cursor at ${line}:${column}`,
    async () => (there.test((await position.innerText()).trim()) ? true : undefined),
    { seen: () => position.innerText() },
  );
}

async function goToText(page: Page, wanted: string, occurrence: number): Promise<void> {
  const text = await wholeText(page);
  let at = -1;
  for (let found = 0; found < occurrence; found += 1) {
    at = text.indexOf(wanted, at + 1);
    if (at < 0) throw new Error(`The active editor holds ${wanted} ${found} times, not ${occurrence}`);
  }
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  await goTo(page, before.length, (before.at(-1)?.length ?? 0) + 1);
}

async function hover(page: Page): Promise<string> {
  await focus(page);
  const widget = page.locator('.monaco-editor .monaco-hover .monaco-hover-content').filter({ visible: true });
  const text = await until('a hover', async () => {
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.press('ControlOrMeta+I');
    await widget
      .first()
      .waitFor({ timeout: 2_000 })
      .catch(() => undefined);
    const shown = (await widget.allInnerTexts()).join('\n').trim();
    return shown === '' || shown === 'Loading...' ? undefined : shown;
  });
  await page.keyboard.press('Escape');
  return text;
}

/**
 * Opens the list of fixes. It is asked for again while there is none: diagnostics may still be on their way, and VS Code
 * drops the list where the key meets what it asks by itself for its lightbulb when the cursor has moved.
 */
async function openFixes(page: Page, timeout: number): Promise<boolean> {
  await focus(page);
  const rows = page.locator(FIX_ROWS);
  const opened = until(
    'quick fixes at the cursor',
    async () => {
      await page.keyboard.press('ControlOrMeta+.');
      return rows
        .first()
        .waitFor({ timeout: 2_000 })
        .then(
          () => true,
          () => undefined,
        );
    },
    { timeout },
  );
  return opened.catch(() => false);
}

async function fixTitles(page: Page): Promise<readonly string[]> {
  return (await page.locator(`${FIX_ROWS} > .title`).allInnerTexts()).map((title) => title.trim());
}

async function quickFixes(page: Page): Promise<readonly string[]> {
  if (!(await openFixes(page, 3_000))) return [];
  const titles = await fixTitles(page);
  await page.keyboard.press('Escape');
  await page.locator(FIX_ROWS).first().waitFor({ state: 'hidden' });
  return titles;
}

async function quickFix(page: Page, title: string | RegExp): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const isOpen = await openFixes(page, 15_000);
    const titles = await fixTitles(page);
    const index = titles.findIndex((shown) => isWanted(shown, title));
    if (isOpen && index >= 0) {
      await page.locator(FIX_ROWS).nth(index).click();
      await page.locator(FIX_ROWS).first().waitFor({ state: 'hidden' });
      return;
    }
    await page.keyboard.press('Escape');
    if (Date.now() > deadline) {
      throw new Error(
        `No quick fix ${String(title)} at the cursor; offered: ${titles.join(' | ') || 'nothing'}`,
      );
    }
  }
}

async function save(page: Page): Promise<void> {
  await focus(page);
  await page.keyboard.press('ControlOrMeta+S');
  await page.locator(`${GROUP} .tab.active.dirty`).waitFor({ state: 'detached' });
}
