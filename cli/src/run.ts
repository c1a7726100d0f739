import manifest from '../package.json' with { type: 'json' };
import type { Command } from './args/command-lines.ts';
import { commandHelp } from './args/help.ts';
import { parseCommand } from './args/parse-command.ts';
import { baseline } from './commands/baseline.ts';
import { check } from './commands/check.ts';
import { completion } from './commands/completion.ts';
import { explain } from './commands/explain.ts';
import { explainRule } from './commands/explain-rule.ts';
import { guardrail } from './commands/guardrail.ts';
import { profiles } from './commands/profiles.ts';
import { refresh } from './commands/refresh.ts';
import { listRules } from './commands/rules.ts';
import { sessions } from './commands/sessions.ts';
import { EXIT } from './exit-code.ts';
import type { CliIo } from './io.ts';
import { lostFolder } from './lost-folder.ts';

/** Runs a command line (without `node` and the script) and gives the exit code. Never rejects. */
export async function run(argv: readonly string[], io: CliIo): Promise<number> {
  try {
    const code = await execute(parseCommand(argv), io);
    io.signal.throwIfAborted();
    return code;
  } catch (error) {
    if (io.signal.aborted) return stopped(io);
    await io.stderr.write(`keyless: ${lostFolder(error) ?? `internal error: ${describe(error)}`}\n`);
    return EXIT.failure;
  }
}

/** What each command does. */
const RUNNERS: {
  readonly [Name in Command['command']]: (
    command: Extract<Command, { readonly command: Name }>,
    io: CliIo,
  ) => Promise<number>;
} = {
  check,
  baseline: (_command, io) => baseline(io),
  rules: listRules,
  'explain-rule': explainRule,
  profiles,
  sessions,
  refresh,
  explain,
  completion,
  guardrail,
  help: ({ of }, io) => print(commandHelp(of), io),
  version: (_command, io) => print(`${manifest.version}\n`, io),
  usage: async ({ problem }, io) => {
    await io.stderr.write(`keyless: ${problem}. See keyless --help.\n`);
    return EXIT.usage;
  },
};

function execute(command: Command, io: CliIo): Promise<number> {
  const runner = RUNNERS[command.command] as (command: Command, io: CliIo) => Promise<number>;
  return runner(command, io);
}

async function print(text: string, io: CliIo): Promise<number> {
  await io.stdout.write(text);
  return EXIT.clean;
}

async function stopped(io: CliIo): Promise<number> {
  const reason: unknown = io.signal.reason;
  const code = typeof reason === 'number' ? reason : EXIT.interrupted;
  if (code === EXIT.failure) await io.stderr.write('keyless: the output cannot be written\n');
  else if (code !== EXIT.closedPipe) await io.stderr.write('keyless: stopped\n');
  return code;
}

/** The kind of an error and where it arose. The message is left out: it may quote a file. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  return [error.name, ...frames.slice(0, 5)].join('\n');
}
