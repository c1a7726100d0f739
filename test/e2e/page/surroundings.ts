import { copied, focusIfOpen } from './editor.ts';
import type { Page } from './playwright.ts';
import type { QuickInput } from './quick-input.ts';
import { until } from './until.ts';

/** One line of the Problems panel, as VS Code itself copies it. Positions count from 1. */
export type Problem = {
  readonly resource: string;
  readonly source: string | undefined;
  readonly code: string | undefined;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
};

/** What a person sees and does around the editor. */
export type Surroundings = {
  /** Texts of the notifications on screen. */
  readonly notifications: () => Promise<readonly string[]>;
  /** Waits for a notification and gives its whole text. */
  readonly waitForNotification: (text: RegExp) => Promise<string>;
  /** Presses a button of the notification that matches. */
  readonly pressInNotification: (text: RegExp, button: string) => Promise<void>;
  /** Removes all notifications. */
  readonly clearNotifications: () => Promise<void>;
  /** Texts of the status bar's items, left to right, with icons left out. */
  readonly statusBar: () => Promise<readonly string[]>;
  /** Waits for an item of the status bar and gives its text. */
  readonly waitForStatus: (text: RegExp) => Promise<string>;
  /** Clicks an item of the status bar. */
  readonly clickStatus: (text: RegExp) => Promise<void>;
  /** What the braces of the status bar tell beside the document in front; nothing where there are no braces. */
  readonly languageStatus: () => Promise<readonly string[]>;
  /** Everything in the Problems panel, through its own select all and copy: files that are not open too. */
  readonly problems: () => Promise<readonly Problem[]>;
  /** Waits until the Problems panel satisfies a condition. */
  readonly waitForProblems: (
    what: string,
    holds: (problems: readonly Problem[]) => boolean,
  ) => Promise<readonly Problem[]>;
  /** Presses a button anywhere in the window, such as *Apply* of the refactor preview or one of a dialog. */
  readonly pressButton: (name: string | RegExp) => Promise<void>;
  /** Types a command line into a new or the shown terminal and presses Enter. */
  readonly runInTerminal: (line: string) => Promise<void>;
  /** What the terminal shows. */
  readonly terminalText: () => Promise<string>;
  /** Waits until the terminal shows a text, and gives all that it shows. */
  readonly waitForTerminal: (text: RegExp) => Promise<string>;
};

const NOTIFICATION = '.notifications-toasts .notification-list-item';

/** Makes the verbs for all that is around the editor of one page. */
export function surroundingsOf(page: Page, { command }: Pick<QuickInput, 'command'>): Surroundings {
  const notifications = () => texts(page, `${NOTIFICATION} .notification-list-item-message`);
  const statusBar = async () => (await texts(page, '.statusbar-item')).filter((text) => text !== '');
  const first = async (what: string, from: () => Promise<readonly string[]>, text: RegExp) =>
    until(`${what} ${String(text)}`, async () => (await from()).find((shown) => text.test(shown)), {
      seen: async () => (await from()).join(' | '),
    });
  const terminal = () => texts(page, '.terminal-wrapper.active .xterm-rows');
  const problems = () => readProblems(page, command);
  return {
    notifications,
    waitForNotification: (text) => first('the notification', notifications, text),
    pressInNotification: async (text, button) => {
      const item = page.locator(NOTIFICATION).filter({ hasText: text }).first();
      await item.waitFor();
      await item
        .locator('.notification-list-item-buttons-container a')
        .filter({ hasText: button })
        .first()
        .click();
    },
    clearNotifications: () => command('Notifications: Clear All Notifications'),
    statusBar,
    waitForStatus: (text) => first('the status bar item', statusBar, text),
    clickStatus: (text) => page.locator('.statusbar-item').filter({ hasText: text }).first().click(),
    languageStatus: () => readLanguageStatus(page),
    problems,
    waitForProblems: (what, holds) => waitForProblems(problems, what, holds),
    pressButton: (name) =>
      page
        .getByRole('button', { name, exact: typeof name === 'string' })
        .first()
        .click(),
    runInTerminal: (line) => runInTerminal(page, command, line),
    terminalText: async () => (await terminal()).join('\n'),
    waitForTerminal: (text) => first('the terminal to show', terminal, text),
  };
}

async function texts(page: Page, selector: string): Promise<readonly string[]> {
  const shown = await page.locator(selector).allInnerTexts();
  return shown.map((text) =>
    text
      .replace(/[\uE000-\uF8FF]/g, '')
      .replace(/[^\S\n]+/g, ' ')
      .trim(),
  );
}

async function readLanguageStatus(page: Page): Promise<readonly string[]> {
  const braces = page.locator('[id="status.languageStatus"]');
  if ((await braces.count()) === 0) return [];
  await braces.hover();
  await page.locator('.hover-language-status').first().waitFor();
  const told = await texts(page, '.hover-language-status .left');
  await page.keyboard.press('Escape');
  return told;
}

async function waitForProblems(
  read: () => Promise<readonly Problem[]>,
  what: string,
  holds: (problems: readonly Problem[]) => boolean,
): Promise<readonly Problem[]> {
  let last: readonly Problem[] = [];
  return until(
    what,
    async () => {
      last = await read();
      return holds(last) ? last : undefined;
    },
    {
      seen: () =>
        last.map(({ resource, code, severity }) => `${resource} ${severity} ${code ?? ''}`).join(', ') ||
        'no problems',
    },
  );
}

async function readProblems(page: Page, command: QuickInput['command']): Promise<readonly Problem[]> {
  await command('Problems: Focus on Problems View');
  await page.locator('.markers-panel-container').waitFor();
  const rows = page.locator('.markers-panel-container .monaco-list-row');
  if ((await rows.count()) === 0) return [];
  await page.locator('.markers-panel-container .monaco-list').first().focus();
  await page.keyboard.press('ControlOrMeta+A');
  const problems = parseProblems(await copied(page));
  // With the keyboard left in the list, the Enter that answers a later question would also open the selected problem.
  await focusIfOpen(page);
  return problems;
}

const SEVERITIES: Readonly<Record<number, Problem['severity']>> = {
  8: 'error',
  4: 'warning',
  2: 'info',
  1: 'hint',
};

type CopiedProblem = Omit<Problem, 'severity' | 'code'> & {
  readonly severity: number;
  readonly code?: string | { readonly value: string };
};

/** Reads what the Problems panel copies: a JSON list, in which a selected file and its selected lines are each problem twice. */
function parseProblems(json: string): readonly Problem[] {
  const list = JSON.parse(json) as readonly CopiedProblem[];
  const once = new Map(list.map((problem) => [JSON.stringify(problem), problem]));
  return [...once.values()].map(({ severity, code, ...rest }) => ({
    ...rest,
    code: typeof code === 'object' ? code.value : code,
    severity: SEVERITIES[severity] ?? 'hint',
  }));
}

async function runInTerminal(page: Page, command: QuickInput['command'], line: string): Promise<void> {
  const screen = page.locator('.terminal-wrapper.active .xterm-rows');
  if ((await screen.count()) === 0) await command('Terminal: Create New Terminal');
  else await command('Terminal: Focus Terminal');
  await screen.waitFor();
  await until('a prompt in the terminal', async () =>
    (await screen.innerText()).trim() === '' ? undefined : true,
  );
  await page.locator('.terminal-wrapper.active textarea.xterm-helper-textarea').focus();
  await page.keyboard.insertText(line);
  await page.keyboard.press('Enter');
}
