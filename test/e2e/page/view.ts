import type { Page } from './playwright.ts';
import { until } from './until.ts';

/** What a person sees and does in a view of the side bar. */
export type View = {
  /** The lines that are in sight, each with its description. */
  readonly rows: () => Promise<readonly string[]>;
  /** Waits until a line reads so, and gives all of it. */
  readonly waitForRow: (text: RegExp) => Promise<string>;
  /** Opens or closes the line. */
  readonly toggle: (text: RegExp) => Promise<void>;
  /** Presses a button that appears beside the line when the mouse is over it. */
  readonly pressInRow: (text: RegExp, button: string) => Promise<void>;
};

/** Makes the verbs for the tree of a view. @param title as its header says */
export function viewOf(page: Page, title: string): View {
  const lines = page.locator(`.pane:has(.pane-header[aria-label^="${title}"]) .monaco-list-row`);
  const rows = async () => {
    const found: string[] = [];
    for (let index = 0; index < (await lines.count()); index += 1) {
      const texts = await lines.nth(index).locator('.label-name, .label-description').allInnerTexts();
      found.push(texts.join(' '));
    }
    return found;
  };
  const indexOf = async (text: RegExp) => {
    const index = (await rows()).findIndex((row) => text.test(row));
    return index < 0 ? undefined : index;
  };
  const find = (text: RegExp) =>
    until(`a line ${String(text)} in ${title}`, () => indexOf(text), {
      seen: async () => (await rows()).join(' | '),
    });
  return {
    rows,
    waitForRow: async (text) => (await rows())[await find(text)] ?? '',
    toggle: async (text) => {
      await lines.nth(await find(text)).click();
    },
    pressInRow: async (text, button) => {
      const line = lines.nth(await find(text));
      await line.hover();
      await line.locator(`.action-label[aria-label^="${button}"]`).click();
    },
  };
}
