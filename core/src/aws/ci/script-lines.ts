import { range, type Range } from '../../text/range.ts';

/** Lines of a script that do nothing but give keys to the tools behind them. */
export interface KeyLines {
  /** Offsets in the script, line endings left out. */
  readonly lines: readonly Range[];
  /** The profile that `aws configure set` writes them to. */
  readonly profile: string | undefined;
  /** Whether the script has nothing else but comments. */
  readonly only: boolean;
}

const VARIABLE = 'AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN)';
const PROFILE_KEY = 'aws_(?:access_key_id|secret_access_key|session_token|security_token)';
const EXPRESSION = String.raw`\$\{\{[^}]*\}\}`;
const SHELL_NAME = String.raw`\$(?:\{\w+\}|env:\w+|\w+)`;
/** A text that the shell takes as it stands, an expression, or a variable; nothing that runs. */
const VALUE = String.raw`(?:"(?:${EXPRESSION}|${SHELL_NAME}|[^"$\x60\\])*"|'[^']*'|(?:${EXPRESSION}|${SHELL_NAME}|[^\s"'\x60;&|<>()$\\{}])+)`;
const PROFILE = String.raw`(?:[ \t]+--profile[= \t]+(?<profile>[\w.-]+))?`;
const GITHUB_ENV = String.raw`["']?\$\{?(?:env:)?GITHUB_ENV\}?["']?`;

/** Each of them is a whole line that sets keys. */
const KEY_LINES: readonly RegExp[] = [
  new RegExp(
    String.raw`^aws[ \t]+configure[ \t]+set[ \t]+(?:default\.)?${PROFILE_KEY}[ \t]+${VALUE}${PROFILE}$`,
    'u',
  ),
  new RegExp(String.raw`^export(?:[ \t]+${VARIABLE}=${VALUE})+$`, 'u'),
  new RegExp(
    String.raw`^echo[ \t]+"?'?${VARIABLE}=(?:${EXPRESSION}|${SHELL_NAME}|[\w/+=-])*"?'?[ \t]*>>[ \t]*${GITHUB_ENV}$`,
    'u',
  ),
  new RegExp(
    String.raw`^echo[ \t]+"?'?${VARIABLE}=(?:${EXPRESSION}|${SHELL_NAME}|[\w/+=-])*"?'?[ \t]*\|[ \t]*(?:tee[ \t]+-a|Out-File[ \t]+-FilePath)[ \t]+${GITHUB_ENV}(?:[ \t]+-(?:Append|Encoding[ \t]+\w+))*$`,
    'u',
  ),
  new RegExp(String.raw`^["']${VARIABLE}=[^"']*["'][ \t]*>>[ \t]*\$env:GITHUB_ENV$`, 'u'),
  new RegExp(String.raw`^\$env:${VARIABLE}[ \t]*=[ \t]*${VALUE}$`, 'u'),
  // The Serverless Framework writes the keys to the default profile.
  new RegExp(
    String.raw`^(?:(?:npx|yarn|pnpm(?:[ \t]+exec)?)[ \t]+)?(?:serverless|sls)[ \t]+config[ \t]+credentials(?:[ \t]+(?:(?:--provider|-p)[= \t]+aws|(?:--key|-k|--secret|-s)[= \t]+${VALUE}|--overwrite|-o))+$`,
    'u',
  ),
];

/** Lines beside them that only go with a profile of `aws configure`. */
const REGION_LINE = new RegExp(
  String.raw`^aws[ \t]+configure[ \t]+set[ \t]+(?:default\.)?region[ \t]+(?<region>${VALUE})${PROFILE}$`,
  'u',
);
const OUTPUT_LINE = new RegExp(
  String.raw`^aws[ \t]+configure[ \t]+set[ \t]+(?:default\.)?output[ \t]+["']?json["']?${PROFILE}$`,
  'u',
);

/** What decides whether or where a line runs, so that taking it out would change more than itself. */
const STRUCTURE =
  /<<|\\$|^[ \t]*(?:if|elif|else|for|foreach|while|until|case|function|trap|set[ \t]+[-+])\b|^[ \t]*[\w-]+[ \t]*\(\)|[{(][ \t]*$/mu;
const NAMES_KEY = new RegExp(`${VARIABLE}|${PROFILE_KEY}`, 'u');

/**
 * The lines of a script that give keys, where each stands by itself and nothing else in the script names a key.
 * `undefined` where taking lines out would be a guess, or where there are none.
 */
export function keyLinesIn(script: string): KeyLines | undefined {
  if (STRUCTURE.test(script)) return undefined;
  const read = linesOf(script).map((line) => readLine(line));
  const keys = read.filter(({ kind }) => kind === 'key');
  const rest = read.filter(({ kind }) => kind === 'other');
  if (keys.length === 0 || rest.some(({ text }) => NAMES_KEY.test(text))) return undefined;
  const settings = read.filter(({ kind }) => kind === 'key' || kind === 'setting');
  const profiles = new Set(settings.map(({ profile }) => profile));
  const regions = new Set(settings.flatMap(({ region }) => region ?? []));
  if (profiles.size > 1 || regions.size > 1) return undefined;
  const [profile] = profiles;
  const only = rest.length === 0;
  // A profile that other commands of the script go on to use keeps its settings.
  const gone = only ? settings : keys;
  if (!only && profile !== undefined) return undefined;
  return { lines: gone.map((line) => line.range), profile, only };
}

interface ScriptLine {
  readonly kind: 'key' | 'setting' | 'blank' | 'other';
  readonly text: string;
  readonly range: Range;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

function linesOf(script: string): readonly { readonly text: string; readonly range: Range }[] {
  let at = 0;
  return script.split('\n').map((line) => {
    const start = at;
    at += line.length + 1;
    return { text: line.replace(/\r$/u, ''), range: range(start, start + line.length) };
  });
}

function readLine(line: { readonly text: string; readonly range: Range }): ScriptLine {
  const text = line.text.trimEnd();
  if (text === '' || /^[ \t]*#/u.test(text)) return { ...line, kind: 'blank' };
  for (const pattern of KEY_LINES) {
    const match = pattern.exec(text);
    if (match) return { ...line, kind: 'key', profile: match.groups?.['profile'] };
  }
  const region = REGION_LINE.exec(text)?.groups;
  if (region) {
    return {
      ...line,
      kind: 'setting',
      region: region['region']?.replaceAll(/^["']|["']$/gu, ''),
      profile: region['profile'],
    };
  }
  const output = OUTPUT_LINE.exec(text);
  return output
    ? { ...line, kind: 'setting', profile: output.groups?.['profile'] }
    : { ...line, kind: 'other' };
}
