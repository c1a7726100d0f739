import type { Page } from './playwright.ts';
import { isWanted, until } from './until.ts';

/** What a person does with the box at the top of the window: Quick Open, the command palette, an extension's lists and questions. */
export type QuickInput = {
  /** Runs a command of the palette by its whole title, for example `Keyless: Refresh Assumed Role`; case does not matter. */
  readonly command: (title: string) => Promise<void>;
  /** Shows the palette filtered by `text` and gives the titles found, then closes it. Empty when there is no such command. */
  readonly commandsMatching: (text: string) => Promise<readonly string[]>;
  /** Opens a file: a path within the workspace, an absolute one, or one beginning with `~/`. */
  readonly openFile: (path: string) => Promise<void>;
  /** The entries of the list that has an entry like this, each as its label, description and detail in one line. */
  readonly choices: (entry: RegExp) => Promise<readonly string[]>;
  /** Picks the first entry of an open list whose label is, or whose whole text matches, what is given. */
  readonly pick: (entry: string | RegExp) => Promise<void>;
  /** Answers a question: waits for an input box that says `prompt` somewhere, types, and presses Enter. */
  readonly answer: (prompt: string | RegExp, text: string) => Promise<void>;
  /** The message under an open input box, which may be a validation error. */
  readonly message: () => Promise<string>;
  /** Closes the box, or the list of quick fixes, if one is open. */
  readonly dismiss: () => Promise<void>;
};

const WIDGET = '.quick-input-widget';
const INPUT = `${WIDGET} .quick-input-box input`;
const ROWS = `${WIDGET} .quick-input-list .monaco-list-row`;

/** Makes the verbs for the box at the top of one page. */
export function quickInputOf(page: Page): QuickInput {
  const message = () => page.locator(`${WIDGET} .quick-input-message`).innerText();
  return {
    command: (title) => runCommand(page, title),
    commandsMatching: (text) => commandsMatching(page, text),
    openFile: (path) => openFile(page, path),
    choices: (entry) => choices(page, entry),
    pick: (entry) => pick(page, entry),
    answer: (prompt, text) => answer(page, prompt, text),
    message,
    dismiss: () => dismiss(page),
  };
}

/**
 * Types into the filter of Quick Open, which the palette is too (`>`), once its box is there and empty. What takes the
 * focus at that moment, such as a panel that closes, takes the palette away, which is then opened again.
 */
async function ask(page: Page, filter: string): Promise<void> {
  await dismiss(page);
  const input = page.locator(INPUT);
  await until(
    `the command palette to take ${filter}`,
    async () => {
      if (!(await input.isVisible())) {
        await page.keyboard.press('F1');
        await input.waitFor({ timeout: 2_000 }).catch(no);
      }
      if (!(await input.isVisible()) || !(await input.inputValue()).startsWith('>')) return undefined;
      return input.fill(filter, { timeout: 2_000 }).then(yes, no);
    },
    { seen: async () => (await openDialog(page)) ?? 'no dialog' },
  );
}

async function isAsking(page: Page, filter: string): Promise<boolean> {
  const input = page.locator(INPUT);
  return (await input.isVisible()) && (await input.inputValue()) === filter;
}

/** By the keyboard: nothing that lies over the palette can catch it, and the list need not hold still as it does for a click. */
async function runCommand(page: Page, title: string): Promise<void> {
  await ask(page, `>${title}`);
  const input = page.locator(INPUT);
  await until(
    `the command ${title} in the palette`,
    async () => {
      if (!(await isAsking(page, `>${title}`))) await ask(page, `>${title}`);
      const focused = (await labelsOf(page, `${ROWS}.focused`))[0];
      const isWantedRow = focused?.toLowerCase() === title.toLowerCase();
      const pressed = await input
        .press(isWantedRow ? 'Enter' : 'ArrowDown', { timeout: 2_000 })
        .then(yes, no);
      return isWantedRow ? pressed : undefined;
    },
    { seen: async () => (await rowTexts(page)).join(' | ') },
  );
  await until(`the palette to run ${title}`, async () =>
    !(await input.isVisible()) || !(await input.inputValue()).startsWith('>') ? true : undefined,
  );
}

/** The palette that was used before may still be there for a moment, so any list would not do. */
async function choices(page: Page, entry: RegExp): Promise<readonly string[]> {
  return until(
    `a list with ${String(entry)}`,
    async () => {
      const rows = await rowTexts(page);
      return rows.some((row) => entry.test(row)) ? rows : undefined;
    },
    { seen: async () => (await rowTexts(page)).join(' | ') },
  );
}

async function commandsMatching(page: Page, text: string): Promise<readonly string[]> {
  await ask(page, `>${text}`);
  const rows = await until('the answer of the palette', async () => nonEmpty(await rowLabels(page)));
  await dismiss(page);
  return rows.filter((row) => row.toLowerCase().includes(text.toLowerCase()));
}

async function openFile(page: Page, path: string): Promise<void> {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  await ask(page, path);
  // A search for `.env` also finds files whose path merely contains it: the row is chosen by its name and, if asked for, its folder.
  const folder =
    path.startsWith('/') || path.startsWith('~') ? '' : path.slice(0, -name.length).replace(/[/\\]$/, '');
  await until(
    `the file ${path} in Quick Open`,
    async () => {
      if (!(await isAsking(page, path))) await ask(page, path);
      const labels = await rowLabels(page);
      const texts = await rowTexts(page);
      const index = labels.findIndex((label, at) => label === name && (texts[at] ?? '').includes(folder));
      if (index < 0) return undefined;
      return page.locator(ROWS).nth(index).click({ timeout: 5_000 }).then(yes, no);
    },
    { seen: async () => (await rowTexts(page)).join(' | ') },
  );
  await page.locator('.editor-group-container.active .tab.active').filter({ hasText: name }).waitFor();
  await page
    .locator('.editor-group-container.active .monaco-editor[role="code"] .view-line')
    .first()
    .waitFor();
}

/** What is picked may lead to the next list at once: so this ends only when the list that was open is gone or another. */
async function pick(page: Page, entry: string | RegExp): Promise<void> {
  const before = (await until('a list to choose from', async () => nonEmpty(await rowTexts(page)))).join(
    '\n',
  );
  await clickRow(page, entry);
  await until(`the list to take ${String(entry)}`, async () => {
    const isOpen = await page.locator(`${WIDGET} .quick-input-list`).isVisible();
    return !isOpen || (await rowTexts(page)).join('\n') !== before ? true : undefined;
  });
}

async function clickRow(page: Page, entry: string | RegExp): Promise<void> {
  let refusal = '';
  await until(
    `the entry ${String(entry)} in the list`,
    async () => {
      const labels = await rowLabels(page);
      const texts = await rowTexts(page);
      const index = labels.findIndex(
        (label, at) => isWanted(label, entry) || isWanted(texts[at] ?? '', entry),
      );
      if (index < 0) return undefined;
      const row = page.locator(ROWS).nth(index);
      return row.click({ timeout: 5_000 }).then(yes, (error: unknown) => {
        refusal = `; and it could not be clicked: ${String(error)}`;
        return undefined;
      });
    },
    { seen: async () => `${(await rowTexts(page)).join(' | ')}${refusal}` },
  );
}

async function answer(page: Page, prompt: string | RegExp, text: string): Promise<void> {
  const input = page.locator(INPUT);
  await until(
    `a question that says ${String(prompt)}`,
    async () => {
      const isList = await page.locator(`${WIDGET} .quick-input-list`).isVisible();
      const isOpen = await input.isVisible();
      return isOpen && !isList && says(await questionText(page), prompt) ? true : undefined;
    },
    { seen: () => questionText(page) },
  );
  await input.fill(text);
  await page.keyboard.press('Enter');
}

/** What a dialog says that lies over everything else, if there is one. */
async function openDialog(page: Page): Promise<string | undefined> {
  const dialog = page.locator('.monaco-dialog-box').first();
  return (await dialog.isVisible()) ? dialog.innerText() : undefined;
}

/** Everything that an input box says: title, placeholder and message. */
async function questionText(page: Page): Promise<string> {
  if (!(await page.locator(WIDGET).isVisible())) return 'no question';
  const placeholder = await page.locator(INPUT).getAttribute('placeholder');
  return `${await page.locator(WIDGET).innerText()} ${placeholder ?? ''}`;
}

function says(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

async function dismiss(page: Page): Promise<void> {
  for (const widget of [page.locator(WIDGET), page.locator('.action-widget .monaco-list').first()]) {
    if (!(await widget.isVisible())) continue;
    await page.keyboard.press('Escape');
    await widget.waitFor({ state: 'hidden' });
  }
}

/** The accessible names of the rows would add icons and key bindings, so the label itself is read. */
const rowLabels = (page: Page): Promise<readonly string[]> => labelsOf(page, ROWS);

async function labelsOf(page: Page, rows: string): Promise<readonly string[]> {
  const labels = await page.locator(`${rows} .quick-input-list-row:first-child .label-name`).allInnerTexts();
  return labels.map((label) => label.replaceAll('\u00a0', ' ').trim());
}

async function rowTexts(page: Page): Promise<readonly string[]> {
  const parts = '.label-name, .label-description';
  const texts = await page.evaluate(
    `[...document.querySelectorAll(${JSON.stringify(ROWS)})].map((row) =>
      [...row.querySelectorAll(${JSON.stringify(parts)})].map((part) => part.textContent).join(' '))`,
  );
  return (texts as readonly string[]).map((text) => text.replace(/\s+/g, ' ').trim());
}

function nonEmpty(rows: readonly string[]): readonly string[] | undefined {
  return rows.length > 0 ? rows : undefined;
}

const yes = (): true => true;
const no = (): undefined => undefined;
