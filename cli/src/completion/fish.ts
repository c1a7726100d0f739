import type { CommandWords, OptionWords, ValueWords } from './words.ts';

/** For fish, as a file `keyless.fish` of its completions. */
export function fishScript(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap((command) => [
    `complete -c keyless -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.summary)}`,
    ...command.options.map((option) => optionLine(command.name, option)),
    ...operandLines(command),
  ]);
  return `# Completion of keyless for fish: keyless completion fish > ~/.config/fish/completions/keyless.fish
complete -c keyless -f
${lines.join('\n')}
`;
}

function optionLine(command: string, { long, short, help, value, onlyWithEquals }: OptionWords): string {
  const parts = [
    'complete -c keyless',
    `-n '__fish_seen_subcommand_from ${command}'`,
    `-l ${long.slice(2)}`,
    ...(short === undefined ? [] : [`-s ${short.slice(1)}`]),
    ...(value && !onlyWithEquals ? [value.files ? '-rF' : '-x'] : []),
    ...choicesOf(value),
    `-d ${quoted(help)}`,
  ];
  return parts.join(' ');
}

function operandLines({ name, operands }: CommandWords): readonly string[] {
  const condition = `-n '__fish_seen_subcommand_from ${name}'`;
  if (operands.files) return [`complete -c keyless ${condition} -F`];
  return choicesOf(operands).map((choices) => `complete -c keyless ${condition} ${choices}`);
}

function choicesOf(value: ValueWords | undefined): readonly string[] {
  return value && value.choices.length > 0 ? [`-a '${value.choices.join(' ')}'`] : [];
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/gu, String.raw`\$&`)}'`;
}
