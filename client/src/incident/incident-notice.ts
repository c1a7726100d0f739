import type { Incident, Mend } from '@keyless/sessions';
import { sentence } from '../sessions/refresh-outcome.ts';
import type { Action } from '../sessions/refresh-ui.ts';

/** What a mend is carried out by. All but the first tell whether it came off. */
export interface Menders {
  /** Refreshes a role and says what came of it. `next` stands beside the good news: VS Code hides a third message that comes at once. */
  refresh(profile: string, next?: Action): Promise<unknown>;
  /** Runs a command in a terminal, where a person may have to answer it. */
  run(command: string): Promise<boolean>;
  /** Asks before it removes anything. */
  removeEntry(name: string | undefined): Promise<boolean>;
  openFile(file: 'config' | 'credentials'): Promise<unknown>;
}

/** What comes after a mend. */
export interface AfterMend {
  /** Offered beside the news of a refresh. */
  readonly next?: Action;
  /** Called once another mend has come off. */
  readonly mended?: () => void;
}

/** An incident in one message. */
export function incidentMessage({ title, meaning, action }: Incident): string {
  return [title, meaning, action].map(sentence).join(' ');
}

/** The button that mends, if there is one. */
export function mendAction(
  mend: Mend,
  menders: Menders,
  { next, mended = () => undefined }: AfterMend = {},
): Action | undefined {
  const action = (title: string, work: () => Promise<boolean>): Action => ({
    title,
    run: async () => {
      if (await work()) mended();
    },
  });
  switch (mend.type) {
    case 'refresh':
      return { title: 'Refresh', run: () => menders.refresh(mend.profile, next) };
    case 'run':
      return action(`Run ${mend.command}`, () => menders.run(mend.command));
    case 'remove-entry':
      return action('Remove Broken Entry', () => menders.removeEntry(mend.name));
    case 'open-file':
      // Opening a file mends nothing by itself.
      return { title: `Open ${mend.file}`, run: () => menders.openFile(mend.file) };
    case 'none':
      return undefined;
  }
}
