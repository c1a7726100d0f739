import type { CommandWords, OptionWords } from './words.ts';

/**
 * For bash from 3.2 on, which macOS has. Where nothing is offered, bash completes files. An equals sign is a word of its
 * own there.
 */
export function bashScript(commands: readonly CommandWords[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  return `# Completion of keyless for bash: source <(keyless completion bash)
_keyless() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD - 1]}" equals=''
  COMPREPLY=()
  if [ "$cur" = '=' ]; then
    cur=''
    equals='='
  elif [ "$prev" = '=' ] && [ "$COMP_CWORD" -gt 2 ]; then
    prev="\${COMP_WORDS[COMP_CWORD - 2]}"
    equals='='
  fi
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${names} --help --version' -- "$cur"))
    return
  fi
  case "\${COMP_WORDS[1]} $prev$equals" in
${commands.flatMap((command) => command.options.flatMap((option) => valueCase(command.name, option))).join('')}  esac
  case "\${COMP_WORDS[1]}" in
${commands.map(wordCase).join('')}  esac
}
complete -o bashdefault -o default -F _keyless keyless
`;
}

function valueCase(command: string, { long, value, onlyWithEquals }: OptionWords): readonly string[] {
  if (!value) return [];
  const pattern = onlyWithEquals ? `'${command} ${long}='` : `'${command} ${long}' | '${command} ${long}='`;
  const reply =
    value.choices.length === 0 ? '' : ` COMPREPLY=($(compgen -W '${value.choices.join(' ')}' -- "$cur"));`;
  return [`    ${pattern})${reply} return ;;\n`];
}

function wordCase({ name, options, operands }: CommandWords): string {
  const dashed = options.map(({ long }) => long).join(' ');
  const others =
    operands.choices.length === 0
      ? ''
      : `\n        *) COMPREPLY=($(compgen -W '${operands.choices.join(' ')}' -- "$cur")) ;;`;
  return `    ${name})
      case "$cur" in
        -*) COMPREPLY=($(compgen -W '${dashed}' -- "$cur")) ;;${others}
      esac
      ;;
`;
}
