import { commandLine, usage, type CommandLine } from './command-line.ts';

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

export interface CompletionCommand {
  readonly command: 'completion';
  readonly shell: (typeof SHELLS)[number];
}

/** `keyless completion`. */
export const completionLine: CommandLine<CompletionCommand> = commandLine(
  {},
  {
    name: 'completion',
    usage: 'keyless completion bash|zsh|fish|powershell',
    summary: 'print a completion script for a shell',
    help: 'Prints a script that completes commands, options, their values and rules in a shell; docs/cli.md tells where to put it.',
    operands: { choices: SHELLS },
    read: ({ positionals }) => {
      const [name, ...more] = positionals;
      const shell = SHELLS.find((one) => one === name);
      if (shell === undefined || more.length > 0)
        return usage(`completion takes one of ${SHELLS.join(', ')}`);
      return { command: 'completion', shell };
    },
  },
);
