import { placesIn } from '../../documents/yaml/block-scalar.ts';
import type { YamlScalar } from '../../documents/yaml/nodes.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { ValueSource } from '../ci/value-source.ts';
import { partOfProfileKey, partOfVariable, type CredentialPart } from '../credential-names.ts';
import { keyTargets, type AssignmentForm, type KeyTarget } from './key-target.ts';
import type { Candidate } from './site.ts';

/** A key or option in a script and the value that it is given there; offsets refer to the script. */
export interface KeyAssignment {
  readonly part: CredentialPart;
  readonly name: string;
  readonly start: number;
  readonly value: string;
  readonly valueStart: number;
  /** The file that it is written to, if it is. */
  readonly target: KeyTarget | undefined;
}

const VARIABLE = 'AWS_(?:ACCESS_KEY_ID|ACCESS_KEY|SECRET_ACCESS_KEY|SECRET_KEY|SESSION_TOKEN|SECURITY_TOKEN)';
const PROFILE_KEY = 'aws_(?:access_key_id|secret_access_key|session_token|security_token)';

/**
 * What stands before a value; the value is read from where the match ends. Each pattern names what it takes by group 1.
 * - `export X=`, `set X=`, `echo "X=`, `-e X=`, `--build-arg X=`, and JSON or YAML in a here-document (`"X": `);
 * - PowerShell's `$env:X = `;
 * - the lines of a credentials file in a here-document, `aws_access_key_id = `;
 * - `aws configure set X `;
 * - fish and csh: `set -gx X `, `setenv X `, `setx X `;
 * - .NET: `SetEnvironmentVariable('X', `.
 */
const BEFORE_VALUE: readonly (readonly [AssignmentForm, RegExp])[] = [
  ['variable', new RegExp(String.raw`(?<![\w$.{:-])(${VARIABLE})(?:=(?![=~])|["']?:[ \t]+)`, 'gu')],
  ['variable', new RegExp(String.raw`\$\{?env:(${VARIABLE})\}?[ \t]*=[ \t]*(?!=)`, 'giu')],
  ['profile-key', new RegExp(String.raw`(?<![\w$.{-])(${PROFILE_KEY})[ \t]*=[ \t]*(?![=~])`, 'gu')],
  [
    'configure',
    new RegExp(
      String.raw`\baws[ \t]+configure[ \t]+set[ \t]+(?:--[\w-]+(?:=|[ \t]+)\S+[ \t]+){0,5}(?:profile\.)?(?:[\w-]+\.)?(${PROFILE_KEY})[ \t]+`,
      'gu',
    ),
  ],
  ['variable', new RegExp(String.raw`\b(?:set[ \t]+-[a-zA-Z-]+|setenv|setx)[ \t]+(${VARIABLE})[ \t]+`, 'gu')],
  [
    'variable',
    new RegExp(String.raw`SetEnvironmentVariable\([ \t]*["'](${VARIABLE})["'][ \t]*,[ \t]*`, 'gu'),
  ],
];

/** The Serverless Framework's command, whose options may stand on the lines behind it. */
const SERVERLESS = String.raw`(?<=\b(?:serverless|sls)[ \t]+config[ \t]+credentials\s(?:[^\n]|\\\r?\n){0,300}\s)`;

/** Options of commands; bare names mean AWS's keys only where the command before them says so. */
const OPTIONS: readonly (readonly [RegExp, CredentialPart, AssignmentForm?])[] = [
  [/(?<=\s)(--aws[-_]access[-_]?key(?:[-_]id)?)(?:=|[ \t]+)/gu, 'access-key-id'],
  [/(?<=\s)(--aws[-_]secret(?:[-_]access)?[-_]?key)(?:=|[ \t]+)/gu, 'secret-access-key'],
  [/(?<=\s)(--aws[-_]session[-_]?token)(?:=|[ \t]+)/gu, 'session-token'],
  [new RegExp(String.raw`${SERVERLESS}(--key|-k)(?:=|[ \t]+)`, 'gu'), 'access-key-id', 'configure'],
  [new RegExp(String.raw`${SERVERLESS}(--secret|-s)(?:=|[ \t]+)`, 'gu'), 'secret-access-key', 'configure'],
  [/-(?:var|backend-config)(?:=|[ \t]+)["']?((?:aws_)?access_key(?:_id)?)=/gu, 'access-key-id'],
  [/-(?:var|backend-config)(?:=|[ \t]+)["']?((?:aws_)?secret(?:_access)?_key)=/gu, 'secret-access-key'],
  [/-(?:var|backend-config)(?:=|[ \t]+)["']?((?:aws_)?(?:session_)?token)=/gu, 'session-token'],
];

/** Where a value without quotes ends: at white space, quotes and operators, those inside `${{ }}` and `$( )` left out. */
const BARE_VALUE = /^(?:\$\{\{.*?\}\}|\$\([^)\n]*\)|`[^`\n]*`|[^\s"'`;&|<>()])*/u;

/** No key is longer; session tokens have some hundred to two thousand characters. */
const LONGEST_VALUE = 5000;

/** What formats, patterns and programs put in the place of a value: `%s`, `{0}`, `\(.Key)`, `.*`, `os.environ[…`. */
const TEMPLATE = /^(?:%[-\w.]*[sdq]|\{\w*\}|\\(?:\(|$)|<%|\[|\$\d|[a-z_]\w*[.[(])|\.\*/u;

/** The values that a script gives to AWS keys, its comment lines left out. `judge` tells where a value comes from. */
export function scriptCandidates(
  source: SourceText,
  script: YamlScalar,
  judge: (text: string) => ValueSource,
): readonly Candidate[] {
  const found = readText(script.text, keyAssignments);
  if (found.length === 0) return [];
  const places = placesIn(source, script);
  return found.map(({ part, name, start, value, valueStart, target }) => ({
    part,
    name,
    keyRange: places.rangeOf(start, start + name.length),
    valueRange: places.rangeOf(valueStart, valueStart + value.length),
    value: new SecretValue(value),
    source: assignedSource(value, judge),
    commentedOut: false,
    written: target,
  }));
}

/** Where a value that a script assigns comes from; `judge` tells it of all that is no template for another program. */
export function assignedSource(value: string, judge: (text: string) => ValueSource): ValueSource {
  return TEMPLATE.test(value) ? 'computed' : judge(value);
}

/** The keys that a script gives a value, in order, its comment lines left out. For reading only. */
export function keyAssignments(written: string): readonly KeyAssignment[] {
  // Most scripts say nothing of keys, and all the patterns have one of these words.
  if (!/key|token|secret/iu.test(written)) return [];
  const script = written.replaceAll(/^[ \t]*(?:#|\/\/|REM\b|::).*$/gimu, (line) => ' '.repeat(line.length));
  const found = new Map<number, KeyAssignment>();
  const targetOf = keyTargets(script);
  const add = (match: RegExpExecArray, part: CredentialPart | undefined, form: AssignmentForm): void => {
    const name = match[1] ?? '';
    const start = match.index + match[0].indexOf(name);
    if (part === undefined || found.has(start)) return;
    const [valueStart, value] = valueAt(script, match.index + match[0].length);
    found.set(start, { part, name, start, value, valueStart, target: targetOf(start, form) });
  };
  for (const [form, pattern] of BEFORE_VALUE) {
    for (const match of script.matchAll(pattern)) {
      const name = match[1] ?? '';
      add(match, partOfVariable(name.toUpperCase()) ?? partOfProfileKey(name), form);
    }
  }
  for (const [pattern, part, form = 'option'] of OPTIONS) {
    for (const match of script.matchAll(pattern)) add(match, part, form);
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** A value in quotes is what stands between them, else it ends where a shell would end it. */
function valueAt(script: string, at: number): readonly [number, string] {
  const rest = script.slice(at, at + LONGEST_VALUE);
  const quoted = /^(\\?)(["'])(.*?)(?:\1\2|$)/mu.exec(rest);
  if (!quoted) return [at, BARE_VALUE.exec(rest)?.[0] ?? ''];
  const [, escape = '', quote = '', value = ''] = quoted;
  // In `echo "NAME="` the quote closes what was opened before the name.
  if (escape === '' && isOpen(script.slice(Math.max(0, at - LONGEST_VALUE), at), quote)) return [at, ''];
  return [at + escape.length + 1, value];
}

/** Whether a quote is open at the end of a text, as far as its last line tells. */
function isOpen(before: string, quote: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return line.split(quote).length % 2 === 0;
}
