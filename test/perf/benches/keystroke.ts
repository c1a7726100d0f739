import { MANY_ROUNDS, timed, type Bench, type Measure } from '../measure.ts';
import { KEYLESS, SERVER_PEERS, type ServerProgram } from '../peers/language-servers.ts';
import { inFolder } from '../samples/workspace.ts';
import {
  CONFIG_FILE,
  DOTENV_FILE,
  keystrokes,
  openFile,
  startServer,
  WORKFLOW_FILE,
  type File,
} from './open-files.ts';

interface TypingOptions {
  readonly pull: boolean;
}

/** A letter is sent, and the diagnostics of the new version are back. */
function typing(program: ServerProgram, file: File, { pull }: TypingOptions): Measure {
  return () =>
    inFolder(async (folder) => {
      const editor = await startServer(program, folder, { pull });
      const { uri, text } = await openFile(editor, folder, file);
      const next = keystrokes(uri, text);
      const times = await timed(
        () => {
          const change = next();
          return () => editor.edit(change);
        },
        { runs: 40, warmUp: 15 },
      );
      await editor.close();
      return times;
    });
}

const peers = SERVER_PEERS.map((peer) => ({
  name: peer.name,
  measure: typing(peer, WORKFLOW_FILE, { pull: false }),
}));

/** The editor asks, as VS Code does. */
const ASKED = { pull: true };
/** The server tells by itself, as it does in editors that do not ask. */
const TOLD = { pull: false };

export const keystrokeBenches: readonly Bench[] = [
  {
    name: 'keystroke-workflow',
    about: 'A letter in a workflow of 5,000 lines, until its diagnostics are back',
    unit: 'ms',
    measure: typing(KEYLESS, WORKFLOW_FILE, ASKED),
    peers,
    shares: [{ figure: 'p95', atMost: 1 / 10 }],
  },
  {
    name: 'keystroke-workflow-told',
    about: '… in an editor that waits to be told',
    unit: 'ms',
    rounds: MANY_ROUNDS,
    measure: typing(KEYLESS, WORKFLOW_FILE, TOLD),
  },
  {
    name: 'keystroke-config',
    about: 'A letter in a config of 1,000 profiles with 200 problems',
    unit: 'ms',
    goal: 16,
    goalFor: 'p95',
    rounds: MANY_ROUNDS,
    measure: typing(KEYLESS, CONFIG_FILE, ASKED),
  },
  {
    name: 'keystroke-config-told',
    about: '… in an editor that waits to be told',
    unit: 'ms',
    goal: 16,
    goalFor: 'p95',
    rounds: MANY_ROUNDS,
    measure: typing(KEYLESS, CONFIG_FILE, TOLD),
  },
  {
    name: 'keystroke-dotenv',
    about: 'A letter in a .env of 2,000 lines',
    unit: 'ms',
    goal: 16,
    goalFor: 'p95',
    rounds: MANY_ROUNDS,
    measure: typing(KEYLESS, DOTENV_FILE, ASKED),
  },
];
