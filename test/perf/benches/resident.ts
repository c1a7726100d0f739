import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Bench, Measure } from '../measure.ts';
import { KEYLESS, SERVER_PEERS, type ServerProgram } from '../peers/language-servers.ts';
import { inFolder } from '../samples/workspace.ts';
import { workflowText } from '../samples/workflow.ts';
import { keystrokes, openFile, startServer } from './open-files.ts';
import type { Editor } from './protocol.ts';

const DOCUMENTS = 500;
const EDITS = 10_000;
/** After these the server knows all that it will ever know. */
const FIRST_EDITS = 1000;

/** What a server does when nobody asks for anything, it does in this time. In milliseconds. */
const STILL = 35_000;

/** What a process holds of the machine's memory, in MB. Linux tells; elsewhere there is no figure. */
async function residentMemory({ pid }: Editor): Promise<number> {
  await delay(STILL);
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmRSS:\s*(\d+) kB$/mu.exec(status)?.[1]) / 1024;
}

function withDocuments(program: ServerProgram, pull: boolean): Measure {
  return () =>
    inFolder(async (folder) => {
      const editor = await startServer(program, folder, { pull });
      for (let index = 0; index < DOCUMENTS; index += 1) {
        await openFile(editor, folder, {
          path: `.github/workflows/job-${index}.yml`,
          languageId: 'yaml',
          text: () => workflowText(80, index),
        });
      }
      const found = await residentMemory(editor);
      await editor.close();
      return [found];
    });
}

/** How many MB a server has grown by between an early and a late edit of one file. */
const growthOfEdits: Measure = () =>
  inFolder(async (folder) => {
    const editor = await startServer(KEYLESS, folder, { pull: true });
    const { uri, text } = await openFile(editor, folder, {
      path: '.github/workflows/deploy.yml',
      languageId: 'yaml',
      text: () => workflowText(80),
    });
    const next = keystrokes(uri, text);
    for (let edit = 0; edit < FIRST_EDITS; edit += 1) await editor.edit(next());
    const early = await residentMemory(editor);
    for (let edit = FIRST_EDITS; edit < EDITS; edit += 1) await editor.edit(next());
    const late = await residentMemory(editor);
    await editor.close();
    return [late - early];
  });

export const residentBenches: readonly Bench[] = [
  {
    name: 'resident-documents',
    about: 'Memory of a server in which 500 workflows of 80 lines are open',
    unit: 'MB',
    measure: withDocuments(KEYLESS, true),
    peers: SERVER_PEERS.map((peer) => ({ name: peer.name, measure: withDocuments(peer, false) })),
    shares: [{ figure: 'median', atMost: 1 / 2 }],
  },
  {
    name: 'resident-edits',
    about: 'What a server grows by from the 1,000th to the 10,000th edit of a file',
    unit: 'MB',
    goal: 8,
    measure: growthOfEdits,
  },
];
