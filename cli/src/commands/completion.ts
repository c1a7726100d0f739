import { RULE_IDS } from '@keyless/core';
import { COMMAND_LINES } from '../args/command-lines.ts';
import type { CompletionCommand } from '../args/completion.ts';
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { powershellScript } from '../completion/powershell.ts';
import { wordsOf, type CommandWords } from '../completion/words.ts';
import { zshScript } from '../completion/zsh.ts';
import { EXIT } from '../exit-code.ts';
import type { CliIo } from '../io.ts';

const SCRIPTS: Readonly<Record<CompletionCommand['shell'], (commands: readonly CommandWords[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** `keyless completion`: prints a script that is made from the table of commands. */
export async function completion({ shell }: CompletionCommand, io: CliIo): Promise<number> {
  await io.stdout.write(SCRIPTS[shell](wordsOf(COMMAND_LINES, RULE_IDS)));
  return EXIT.clean;
}
