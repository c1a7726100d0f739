import { namesEmulator } from './endpoint.ts';

/** A command of a script that hands the key and the secret on, but not the session token. */
export interface PassThrough {
  /** Offsets of the option that passes the secret. */
  readonly start: number;
  readonly end: number;
  /** What has to stand behind that option; `undefined` where more than the command has to change. */
  readonly token: string | undefined;
}

type Part = 'ACCESS_KEY_ID' | 'SECRET_ACCESS_KEY';

/** How a command hands variables on. */
interface Form {
  /** Matches an option for a variable; its name without `AWS_` is group 1. */
  readonly option: RegExp;
  /** Makes the option for the token out of that for the secret. */
  readonly render: (option: string) => string | undefined;
}

/** The value of the variable of the same name, or none, which means the same. */
const SAME = String.raw`(?:=["']?(?:\$\{?AWS_\1\}?|\$\{\{[ \t]*env\.AWS_\1[ \t]*\}\}|\$env:AWS_\1))?["']?(?![\w=])`;
const NAME = 'AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)';

const FORMS: readonly Form[] = [
  {
    option: new RegExp(String.raw`(?<=\s)(?:-e|--env)[= \t][ \t]*["']?${NAME}${SAME}`, 'gu'),
    // By name alone: then nothing is set where the caller has no token.
    render: (option) => `${/^--?\w+[= \t]/u.exec(option)?.[0] ?? '-e '}AWS_SESSION_TOKEN`,
  },
  {
    option: new RegExp(
      String.raw`(?<=\s)--secret[= \t][ \t]*["']?(?:type=env,)?id=(?:[\w.-]+,(?:type=env,)?(?:env|src)=)?${NAME}["']?(?![\w=,])`,
      'gu',
    ),
    render: (option) =>
      option
        .replace(/(?<=id=)[\w.-]+(?=,)/u, tokenId)
        .replaceAll('AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'),
  },
  {
    option: new RegExp(String.raw`(?<=\s)--build-arg[= \t][ \t]*["']?${NAME}${SAME}`, 'gu'),
    // The Dockerfile has to declare it.
    render: () => undefined,
  },
];

/** Commands, their continuation lines included; a pipe or an operator ends one. */
const COMMAND = /(?:[^\n\\;|&]|\\\r?\n|\\[^\n]|`\r?\n)+/gu;

/** The commands of a script that pass the key and the secret of their caller on without the token. */
export function passThroughsIn(script: string): readonly PassThrough[] {
  if (!script.includes('AWS_SECRET_ACCESS_KEY')) return [];
  const text = script.replaceAll(/^[ \t]*#.*$/gmu, (line) => ' '.repeat(line.length));
  return [...text.matchAll(COMMAND)].flatMap(({ 0: command, index }) => {
    if (!command.includes('AWS_SECRET_ACCESS_KEY') || /AWS_(?:SESSION|SECURITY)_TOKEN/u.test(command))
      return [];
    // An emulator takes anything for a key.
    if (namesEmulator(command)) return [];
    return FORMS.flatMap((form) => passThroughOf(command, index, form) ?? []);
  });
}

function passThroughOf(command: string, at: number, { option, render }: Form): PassThrough | undefined {
  const found = new Map<Part, RegExpExecArray>();
  for (const match of command.matchAll(option)) found.set(match[1] as Part, match);
  const secret = found.get('SECRET_ACCESS_KEY');
  if (!secret || !found.has('ACCESS_KEY_ID')) return undefined;
  const start = at + secret.index;
  return { start, end: start + secret[0].length, token: render(secret[0]) };
}

/** A name for the token in the style of that for the secret. */
export function tokenId(secretId: string): string {
  const id = secretId.replace(/secret([-_]?)(?:access[-_]?)?key/iu, (whole, sign: string) =>
    whole === whole.toUpperCase() ? `SESSION${sign}TOKEN` : `session${sign}token`,
  );
  return id === secretId ? 'aws_session_token' : id;
}
