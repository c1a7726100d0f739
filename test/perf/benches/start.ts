import { timed, type Bench, type Measure } from '../measure.ts';
import { KEYLESS, SERVER_PEERS, type ServerProgram } from '../peers/language-servers.ts';
import { NODE_START, scan } from '../peers/scanners.ts';
import { furnishHome } from '../samples/home.ts';
import { inFolder, put } from '../samples/workspace.ts';
import { workflowText } from '../samples/workflow.ts';
import { openFile, startServer, type File } from './open-files.ts';

const RUNS = { runs: 6, warmUp: 1 };

const SMALL_WORKFLOW: File = {
  path: '.github/workflows/deploy.yml',
  languageId: 'yaml',
  text: () => workflowText(300),
};

/** A home has a place for caches, where programs may keep something from the run that nobody counts. */
function inHome<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  return inFolder(async (folder) => {
    await furnishHome(folder);
    return work(folder);
  });
}

/** From the start of the process to the answer to `initialize`. */
function starting(program: ServerProgram): Measure {
  return () =>
    inHome(async (folder) => {
      const times: number[] = [];
      for (let run = 0; run < RUNS.runs + RUNS.warmUp; run += 1) {
        const start = performance.now();
        const initialized = (): unknown => times.push(performance.now() - start);
        const editor = await startServer(program, folder, { initialized });
        await editor.close();
      }
      return times.slice(RUNS.warmUp);
    });
}

/** From the start of the process to the first diagnostics of a file. */
function diagnosing(program: ServerProgram, pull: boolean): Measure {
  return () =>
    inHome(async (folder) => {
      const times: number[] = [];
      for (let run = 0; run < RUNS.runs + RUNS.warmUp; run += 1) {
        const start = performance.now();
        const editor = await startServer(program, folder, { pull });
        await openFile(editor, folder, SMALL_WORKFLOW);
        times.push(performance.now() - start);
        await editor.close();
      }
      return times.slice(RUNS.warmUp);
    });
}

const SMALL = '[profile dev]\nregion = eu-west-1\naws_access_key_id = ASIAQNZGKIQY56JQ7WML\n';

export const startBenches: readonly Bench[] = [
  {
    name: 'start-server',
    about: 'A new language server: from its start to the answer to initialize',
    unit: 'ms',
    measure: starting(KEYLESS),
    peers: SERVER_PEERS.map((peer) => ({ name: peer.name, measure: starting(peer) })),
    shares: [{ figure: 'median', atMost: 1 / 3 }],
  },
  {
    name: 'start-diagnostics',
    about: '… and to the first diagnostics of a workflow of 300 lines',
    unit: 'ms',
    measure: diagnosing(KEYLESS, true),
    peers: SERVER_PEERS.map((peer) => ({ name: peer.name, measure: diagnosing(peer, false) })),
    shares: [{ figure: 'median', atMost: 1 / 3 }],
  },
  {
    name: 'start-node',
    about: 'Node, started to do nothing: no program that runs in it starts faster',
    unit: 'ms',
    measure: () => inFolder((folder) => timed(() => () => scan(NODE_START, folder), RUNS)),
  },
  {
    name: 'start-cli',
    about: 'keyless check of one file, from start to end',
    unit: 'ms',
    measure: () =>
      inFolder(async (folder) => {
        await put(folder, '.aws/config', SMALL);
        return timed(() => () => scan(KEYLESS_FILE, folder), RUNS);
      }),
  },
];

const KEYLESS_FILE = {
  name: 'keyless check',
  isHere: () => true,
  command: [process.execPath, `${process.cwd()}/dist/cli.js`, 'check', '.aws/config'],
};
