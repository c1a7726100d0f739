/**
 * `npm start`: the extension in a real VS Code, on copies of the examples, with a local STS behind it.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installDependencies } from './lib/dependencies.mjs';
import { findDesktopVsCode, openDesktopVsCode } from './lib/desktop-vscode.mjs';
import { assertFreePort } from './lib/free-port.mjs';
import { startLocalSts } from './lib/local-sts.mjs';
import { openAddress } from './lib/open-address.mjs';
import { packageExtension } from './lib/package-extension.mjs';
import { createSandbox } from './lib/sandbox.mjs';
import { installHost } from './lib/vscode-host.mjs';
import { startVsCodeServer } from './lib/vscode-server.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

const USAGE = `npm start [-- OPTIONS]

Opens VS Code with this extension on copies of the examples, and a local STS behind it: no AWS account is needed.
Desktop VS Code is used where \`code\` is on PATH, else VS Code in the browser.

  --port N     serve VS Code for the browser, on this port of 127.0.0.1
  --no-open    serve VS Code for the browser and only print its address
  --help       show this
`;

/** After how many milliseconds another Ctrl-C is a second one. */
const REPEAT_MS = 1_000;

/** @typedef {{ readonly port: number, readonly served: boolean, readonly open: boolean, readonly help: boolean }} Options */

/** @param {readonly string[]} argv @returns {Options} @throws {Error} Says which option is wrong. */
function readOptions(argv) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('--port takes a number from 0 to 65535.');
  const noOpen = values['no-open'];
  return { port, served: values.port !== undefined || noOpen, open: !noOpen, help: values.help };
}

/** @param {string} line */
function progress(line) {
  console.log(`· ${line}`);
}

/**
 * @param {Options} options
 * @param {(undo: () => Promise<void>) => void} onStop Takes what is to be undone at the end, in reverse order.
 * @returns {Promise<{ where: string, ended: Promise<void> }>} Where VS Code is, and the moment at which it was closed or ended by itself.
 */
async function start(options, onStop) {
  await assertFreePort(options.port);
  await installDependencies(ROOT, { progress });
  const vsix = await packageExtension(ROOT, { progress });
  const sandbox = await createSandbox({
    home: join(ROOT, 'examples/home'),
    workspace: join(ROOT, 'examples/workspace'),
  });
  onStop(sandbox.remove);
  progress('Starting the local STS …');
  const sts = await startLocalSts(ROOT);
  onStop(sts.stop);
  const { home, workspace, data } = sandbox;
  const extraEnv = { AWS_ENDPOINT_URL_STS: sts.url };
  const code = options.served ? undefined : findDesktopVsCode();
  if (code !== undefined) {
    progress('Opening desktop VS Code …');
    const desktop = await openDesktopVsCode(code, { home, workspace, data, vsix, extraEnv });
    onStop(desktop.stop);
    return { where: 'VS Code is open in a window of its own.', ended: desktop.closed };
  }
  await installHost({ progress });
  progress('Starting VS Code …');
  const server = await startVsCodeServer({
    home,
    workspace,
    serverDataDir: data,
    vsix: [vsix],
    port: options.port,
    extraEnv,
  });
  onStop(server.stop);
  if (options.open) openAddress(server.url);
  return { where: `VS Code is at  ${server.url}`, ended: server.ended };
}

/** @param {string} where */
function explain(where) {
  const key = process.platform === 'darwin' ? 'Cmd' : 'Ctrl';
  console.log(`
${where}

Try this:
  1. ${key}+P, then ~/.aws/config: put the cursor on an underlined session key and press ${key}+. (a full stop).
  2. The same in .env and in .github/workflows/deploy.yml. ${key}+Shift+M lists every problem.
  3. F1, then "Keyless: Refresh Assumed Role": pick my-role. For admin, any six digits serve as the MFA code.

All of it is a copy, and the STS is a local one: nothing of yours is read or changed, no AWS account is used.
Ctrl-C here stops and deletes it.
`);
}

/** Runs until VS Code is closed or a signal comes, then undoes everything. @param {Options} options @returns {Promise<number>} Exit code. */
async function run(options) {
  /** @type {(() => Promise<void>)[]} */
  const undo = [];
  /** @type {Promise<'signal'>} */
  const signalled = new Promise((resolve) => {
    let first = Infinity;
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => {
        resolve('signal');
        first = Math.min(first, Date.now());
        // Each thing that was started also ends with this process, so an impatient person may leave at once.
        // But one Ctrl-C comes twice: from the terminal, and passed on by npm.
        if (Date.now() - first > REPEAT_MS) process.exit(130);
      });
    }
  });
  try {
    const started = start(options, (step) => undo.push(step));
    // What is under way when the signal comes fails or ends after it: by then nobody waits for it.
    started.catch(() => undefined);
    const ready = await Promise.race([started, signalled]);
    if (ready === 'signal') {
      console.log('\nInterrupted.');
      return 130;
    }
    explain(ready.where);
    const end = await Promise.race([ready.ended, signalled]);
    console.log(end === 'signal' ? '\nStopping …' : 'VS Code has ended. Stopping …');
    return 0;
  } finally {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(USAGE);
  else process.exit(await run(options));
} catch (error) {
  console.error(`npm start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
