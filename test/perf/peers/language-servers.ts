import { join } from 'node:path';

/** A language server as an editor starts it. */
export interface ServerProgram {
  readonly name: string;
  readonly command: readonly string[];
  /** What it gets for the settings that it asks for: nothing may come from the network. */
  readonly settings: Readonly<Record<string, unknown>>;
}

const NODE = process.execPath;
const PEERS = join(process.cwd(), 'test/perf/peers/node_modules/.bin');

/** What ships, built before the benchmarks are run. */
export const KEYLESS: ServerProgram = {
  name: 'keyless',
  command: [NODE, join(process.cwd(), 'dist/server.js'), '--stdio'],
  settings: {},
};

/**
 * The servers that read GitHub's workflows. That of YAML would load its schemas from the network; without them it has
 * less to do than it has for a person.
 */
export const SERVER_PEERS: readonly ServerProgram[] = [
  {
    name: 'yaml-language-server',
    command: [NODE, join(PEERS, 'yaml-language-server'), '--stdio'],
    settings: { yaml: { validate: true, schemaStore: { enable: false } } },
  },
  {
    name: '@actions/languageserver',
    command: [NODE, join(PEERS, 'actions-languageserver'), '--stdio'],
    settings: {},
  },
];
