import type { CommandWords, OptionWords, ValueWords } from './words.ts';

/** For zsh, as a file `_keyless` of its `fpath` or evaluated. */
export function zshScript(commands: readonly CommandWords[]): string {
  const described = commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}\n`).join('');
  return `#compdef keyless
# Completion of keyless for zsh: keyless completion zsh > a folder of your fpath/_keyless
_keyless() {
  local -a commands
  commands=(
${described}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(commandCase).join('')}  esac
}
if [ "$funcstack[1]" = _keyless ]; then
  _keyless "$@"
else
  compdef _keyless keyless
fi
`;
}

function commandCase({ name, options, operands }: CommandWords): string {
  const specs = [...options.flatMap(optionSpecs), ...operandSpecs(operands)];
  return `    ${name})
      _arguments \\
${specs.map((spec) => `        ${quoted(spec)}`).join(' \\\n')}
      ;;
`;
}

function optionSpecs(option: OptionWords): readonly string[] {
  const { long, short, help, multiple, value, onlyWithEquals } = option;
  const words = `[${help.replaceAll(/[[\]\\:]/gu, String.raw`\$&`)}]`;
  const repeat = multiple ? '*' : '';
  if (!value) return [long, ...(short === undefined ? [] : [short])].map((name) => `${name}${words}`);
  const sign = onlyWithEquals ? '=-' : '=';
  return [`${repeat}${long}${sign}${words}${onlyWithEquals ? '::' : ':'}value:${action(value)}`];
}

function operandSpecs(operands: ValueWords): readonly string[] {
  return operands.choices.length === 0 && !operands.files ? [] : [`*:argument:${action(operands)}`];
}

function action({ choices, files }: ValueWords): string {
  if (choices.length > 0) return `(${choices.join(' ')})`;
  return files ? '_files' : ' ';
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
