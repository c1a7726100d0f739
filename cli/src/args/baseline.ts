import { commandLine, usage, type CommandLine } from './command-line.ts';

export interface BaselineCommand {
  readonly command: 'baseline';
}

/** `keyless baseline`. */
export const baselineLine: CommandLine<BaselineCommand> = commandLine(
  {},
  {
    name: 'baseline',
    usage: 'keyless baseline write',
    summary: "take today's findings as known",
    help: 'Writes the findings of the repository into its baseline, which check and the editor then leave out. The baseline is the file that .keyless.yaml names; without .keyless.yaml both are made. It holds no secret and no hash of one.',
    operands: { choices: ['write'] },
    read: ({ positionals }) => {
      if (positionals[0] !== 'write') return usage('baseline needs to be told: write');
      if (positionals.length > 1)
        return usage('baseline write takes no paths: it judges the whole repository');
      return { command: 'baseline' };
    },
  },
);
