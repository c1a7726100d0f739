import { guardrails, type Guardrail } from '@keyless/core';

/** What becomes of a file that is there already. */
export type ExistingChoice = 'replace' | 'show';

/** What the command asks of the person, shows, and does to files. */
export interface GuardrailUi {
  pickGuardrail(all: readonly Guardrail[]): Promise<Guardrail | undefined>;
  /** URI of the workspace folder that it is for: `''` where none is open, `undefined` if the person gives up. */
  pickFolder(): Promise<string | undefined>;
  /**
   * Makes a file below a folder and opens it. A file that is there is left alone unless it may be replaced; tells
   * whether the file was made.
   */
  create(folder: string, path: string, text: string, replace: boolean): Promise<boolean>;
  /** Asks what to do about a file that is there; `undefined` leaves it alone. */
  askAboutExisting(path: string): Promise<ExistingChoice | undefined>;
  /** Opens a new document, which is not saved anywhere. */
  show(text: string, path: string): Promise<void>;
  inform(message: string): void;
}

/** Writes a guardrail where it belongs in the workspace and tells what puts it into force. */
export async function addGuardrail(ui: GuardrailUi): Promise<void> {
  const chosen = await ui.pickGuardrail(guardrails);
  if (!chosen) return;
  const folder = await ui.pickFolder();
  if (folder === undefined) return;
  if (await place(chosen, folder, ui)) ui.inform(`${chosen.next}.`);
}

/** Whether the text is where the person wants it. */
async function place({ path, text }: Guardrail, folder: string, ui: GuardrailUi): Promise<boolean> {
  if (folder !== '') {
    if (await ui.create(folder, path, text, false)) return true;
    const choice = await ui.askAboutExisting(path);
    if (choice === undefined) return false;
    if (choice === 'replace') return ui.create(folder, path, text, true);
  }
  await ui.show(text, path);
  return true;
}
