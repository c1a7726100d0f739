import { splitShellWords, type ShellWord } from '../documents/ini/shell-words.ts';
import type { TextEdit } from '../text/text-edit.ts';

/** What is known of a `credential_process` by its text alone. Offsets and edits are those of the text. */
export interface ProcessCommand {
  /** The first piece of shell syntax in it, which the AWS CLI does not interpret. */
  readonly shell: ShellSyntax | undefined;
  /** The call of aws-vault that prints credentials as JSON. */
  readonly vault: VaultCall | undefined;
}

/** How a piece of shell syntax is named to a person. */
export type ShellSyntax =
  'operator' | 'variable' | 'home' | 'substitution' | 'assignment' | 'windows-variable';

export interface VaultCall {
  /** `aws-vault exec --json`, the old and hidden form of `aws-vault export --format=json`. */
  readonly deprecated: boolean;
  /** Without `--no-session` aws-vault asks STS for a session first and gives that. */
  readonly session: boolean;
  /** The profile that it gives, where the text tells it. */
  readonly profile: string | undefined;
  /** To the new form. */
  readonly modernise: readonly TextEdit[];
  /** To the keys themselves. */
  readonly withoutSession: readonly TextEdit[];
}

/** Programs that interpret what stands in quotes behind them. */
const SHELL = /(?:^|[/\\])(?:sh|bash|zsh|dash|ksh|cmd|pwsh|powershell)(?:\.exe)?$/iu;

const VAULT = /(?:^|[/\\])aws-vault(?:\.exe)?$/iu;

/** Options of aws-vault whose value is a word of its own. */
const VALUE_OPTION =
  /^(?:--(?:backend|prompt|duration|mfa-token|region|format|keychain|\w+-(?:dir|prefix|name|cmd|collection|path|id))|-[dt])$/u;

/**
 * Reads a command as botocore starts it: split into words by `shlex`, and no shell. The JavaScript SDK hands it to a
 * shell. `undefined` for one that is a single quoted word, or that Python cannot split.
 */
export function readProcessCommand(text: string): ProcessCommand | undefined {
  const words = splitShellWords(text);
  const [first] = words ?? [];
  if (!words || !first || (words.length === 1 && /\s/u.test(first.text))) return undefined;
  return { shell: shellSyntaxOf(text, SHELL.test(first.text)), vault: vaultCallOf(words) };
}

/** Wraps a command for `sh`: single quotes inside stand between double quotes, as both shlex and shells read them. */
export function wrapInShell(text: string): readonly TextEdit[] {
  const quotes = [...text.matchAll(/'/gu)].map(({ index }) => ({
    start: index,
    end: index + 1,
    newText: `'"'"'`,
  }));
  const end = { start: text.length, end: text.length, newText: "'" };
  return [{ start: 0, end: 0, newText: "sh -c '" }, ...quotes, end];
}

/** What any shell syntax has in it: most commands have none of it. */
const SYNTAX_SIGN = /[`$%|&;<>~]|^\s*[A-Za-z_]\w*=/u;

/** Quoted or escaped text is no syntax, but in double quotes a shell still puts in variables and substitutions. */
function shellSyntaxOf(text: string, startsShell: boolean): ShellSyntax | undefined {
  if (!SYNTAX_SIGN.test(text)) return undefined;
  const bare = text.replaceAll(/'[^']*'/gu, blank).replaceAll(/\\./gsu, blank);
  const unquoted = bare.replaceAll(/"[^"]*"/gu, blank);
  const open = startsShell ? unquoted : bare;
  if (/^\s*[A-Za-z_]\w*=/u.test(unquoted)) return 'assignment';
  if (/`|\$\(/u.test(open)) return 'substitution';
  if (/\$(?:[A-Za-z_]|\{)/u.test(open)) return 'variable';
  if (/%[A-Za-z_]\w*%/u.test(open)) return 'windows-variable';
  if (/[|&;<>]/u.test(unquoted)) return 'operator';
  return /(?:^|\s)~(?:[\w.-]*\/|\s|$)/u.test(unquoted) ? 'home' : undefined;
}

/** Keeps the length, and is no syntax. */
function blank(text: string): string {
  return 'x'.repeat(text.length);
}

function vaultCallOf(words: readonly ShellWord[]): VaultCall | undefined {
  const at = words.findIndex(({ text }) => VAULT.test(text));
  const call = at < 0 ? [] : words.slice(at + 1);
  const end = call.findIndex(({ text }) => text === '--');
  const args = end < 0 ? call : call.slice(0, end);
  const command = args.find(({ text }) => text === 'exec' || text === 'export');
  if (!command) return undefined;
  const json = args.find(({ text }) =>
    command.text === 'exec' ? /^(?:--json|-j)$/u.test(text) : /^--format(?:=|$)/u.test(text),
  );
  if (command.text === 'exec' && !json) return undefined;
  const session = !args.some(({ text }) => /^(?:--no-session|-n)$/u.test(text));
  const deprecated = command.text === 'exec';
  return {
    deprecated,
    session,
    profile: profileOf(args.slice(args.indexOf(command) + 1)),
    modernise:
      deprecated && json
        ? [
            { ...command.range, newText: 'export' },
            { ...json.range, newText: '--format=json' },
          ]
        : [],
    withoutSession: [{ start: command.range.end, end: command.range.end, newText: ' --no-session' }],
  };
}

/** The first word that is no option and no option's value. */
function profileOf(args: readonly ShellWord[]): string | undefined {
  return args.find(
    ({ text }, index) => !text.startsWith('-') && !VALUE_OPTION.test(args[index - 1]?.text ?? ''),
  )?.text;
}
