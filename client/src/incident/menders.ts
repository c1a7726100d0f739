import { loadProfiles, removeCorruptEntries } from '@keyless/sessions';
import { Uri, window } from 'vscode';
import type { Menders } from './incident-notice.ts';
import { runInTerminal } from './terminals.ts';

/** The environment and the home folder that the AWS files are found by. */
export interface Person {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
}

/** Mends in VS Code. */
export function createMenders({ env, home }: Person, refresh: Menders['refresh']): Menders {
  return {
    refresh,
    run: (command) => runInTerminal('AWS Sign-In', command),
    removeEntry: (name) => removeEntry(home, name),
    openFile: async (file) => {
      const { paths } = await loadProfiles(env, home);
      const path = paths[file];
      if (path === undefined) return false;
      await window.showTextDocument(Uri.file(path));
      return true;
    },
  };
}

async function removeEntry(home: string, name: string | undefined): Promise<boolean> {
  const remove = 'Remove';
  const answer = await window.showWarningMessage(
    'Remove what the AWS CLI cannot read from its cache?',
    {
      modal: true,
      detail:
        'Only entries that are broken go. Nothing is lost with them: the AWS CLI assumes the role anew with its next command.',
    },
    remove,
  );
  if (answer !== remove) return false;
  const { removed, problems } = await removeCorruptEntries(home, name, new Date());
  if (problems.length > 0) void window.showErrorMessage(problems.join(' '));
  else if (removed.length === 0) void window.showInformationMessage('No entry of the cache is broken.');
  return removed.length > 0;
}
