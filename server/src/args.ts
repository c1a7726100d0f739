/** What the command line asks for. */
export type ServerCall =
  | { readonly action: 'serve' }
  /** `text` goes to standard output, or, where `code` is not 0, to standard error. */
  | { readonly action: 'print'; readonly text: string; readonly code: 0 | 2 };

const HELP = `Keyless for AWS, language server.

Usage: keyless-language-server --stdio | --node-ipc

  --stdio       talk to the editor over standard input and output
  --node-ipc    talk to the editor over the channel of a Node.js parent process
  --version     print the version
  --help        print this text

An editor starts this program and speaks the Language Server Protocol with it.
`;

/** Transports, and what editors add to them: `--clientProcessId` is read by the protocol library. */
const TRANSPORTS = ['--stdio', '--node-ipc'];
const TOLERATED = /^--clientProcessId(?:=|$)|^\d+$/u;

/** Reads the arguments behind the program's name. Without a transport nobody could be talked to: that is a wrong call. */
export function readArgs(argv: readonly string[], version: string): ServerCall {
  if (argv.includes('--help') || argv.includes('-h')) return { action: 'print', text: HELP, code: 0 };
  if (argv.includes('--version')) return { action: 'print', text: `${version}\n`, code: 0 };
  const unknown = argv.filter((arg) => !TRANSPORTS.includes(arg) && !TOLERATED.test(arg));
  if (unknown.length > 0) return wrong(`Unknown argument: ${unknown.join(' ')}`);
  const transports = argv.filter((arg) => TRANSPORTS.includes(arg));
  if (transports.length > 1) return wrong('Choose one of --stdio and --node-ipc');
  return transports.length === 1 ? { action: 'serve' } : { action: 'print', text: HELP, code: 2 };
}

function wrong(problem: string): ServerCall {
  return { action: 'print', text: `${problem}\n\n${HELP}`, code: 2 };
}
