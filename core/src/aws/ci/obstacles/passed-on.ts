import type { YamlEntry } from '../../../documents/yaml/entry.ts';
import { safe, safeName, type SafeText } from '../../../secret/safe-text.ts';
import { partOfVariable } from '../../credential-names.ts';
import { isCredentialsStep } from '../credentials-action.ts';
import { allSteps, readEntry } from '../steps.ts';
import type { EntryMap, WorkflowStep } from '../workflow.ts';
import type { ObstacleCheck } from './obstacle.ts';

const KEY_NAME = 'AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)';
/** By its name alone, or with what the environment holds under it. */
const GIVEN = String.raw`${KEY_NAME}(?:=["']?\$|(?![\w=]))`;
/** Ways to hand keys on, each with who then gets them. The first that fits names it. */
const WAYS: readonly (readonly [pattern: RegExp, who: SafeText])[] = [
  [
    new RegExp(String.raw`(?:--build-arg|--secret)[= ]+["']?(?:id=)?${GIVEN}`, 'u'),
    safe`the build of an image`,
  ],
  [new RegExp(String.raw`(?:\s-e|--env)[= ]+["']?${GIVEN}`, 'u'), safe`a container`],
  [
    new RegExp(String.raw`aws\s+configure\s+set\b[^\n]*\$\{?(?:env:)?${KEY_NAME}\b`, 'u'),
    safe`a file of the runner`,
  ],
  [
    new RegExp(
      String.raw`\$\{?(?:env:)?${KEY_NAME}\b|\benv\.${KEY_NAME}\b|\bprintenv[ \t]+${KEY_NAME}\b|=["']?(?:\w+,)*${KEY_NAME},(?:\w+,)*${KEY_NAME}\b`,
      'u',
    ),
    safe`a command`,
  ],
  // `os.environ['X']`, `os.getenv("X")`, `ENV.fetch('X')` and the like in the languages of scripts.
  [new RegExp(String.raw`(?:\[|(?<!=)\()[ \t]*["']${KEY_NAME}["']`, 'u'), safe`a program`],
];

/** Names in a list, for somebody who looks their values up: `envs: AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY`. */
const LISTED = [/\bAWS_ACCESS_KEY_ID\b/u, /\bAWS_SECRET_ACCESS_KEY\b/u];

/** Lines that use the keys in no way: comments, and what hides them in the log. */
const HARMLESS = /^[ \t]*(?:#|REM\b|echo[ \t]+["']?::add-mask::).*$/gimu;

/** Who is given the key and the secret of a job by name or value, but not the token that a session has. */
export const keysPassedOn: ObstacleCheck = ({ job, workflow }) => {
  const found =
    firstOf([job.env, workflow.env], passedOnIn) ??
    firstOf(allSteps(job), (step) => (isCredentialsStep(step) ? undefined : passedOnBy(step)));
  return (
    found && {
      id: 'keys-passed-on',
      reason: safe`${found.who} is given the key or the secret, but not the session token that comes with OIDC`,
      range: found.entry.keyRange,
    }
  );
};

interface PassedOn {
  readonly entry: YamlEntry;
  readonly who: SafeText;
}

function passedOnBy({ run, inputs, uses, env }: WorkflowStep): PassedOn | undefined {
  const entries: readonly YamlEntry[] = [...(run ? [run] : []), ...(inputs?.entries ?? [])];
  // What is handed on together with the token goes on working.
  if (entries.some(hasToken)) return undefined;
  const found = firstOf(entries, (entry) => {
    const who = readEntry(entry, (text) => wayIn(text, entry !== run));
    return who && { entry, who: entry === run || !uses ? who : safe`${safeName(uses.action)}` };
  });
  return found ?? passedOnIn(env);
}

/** Variables by which others are told what to hand on. */
function passedOnIn(map: EntryMap | undefined): PassedOn | undefined {
  const entries = map?.entries.filter(({ key }) => partOfVariable(key) === undefined) ?? [];
  return firstOf(entries.some(hasToken) ? [] : entries, (entry) =>
    readEntry(entry, (text) => wayIn(text, true)) === undefined
      ? undefined
      : { entry, who: safe`the reader of ${safeName(entry.key)}` },
  );
}

function hasToken(entry: YamlEntry): boolean {
  return readEntry(entry, (text) => text.includes('AWS_SESSION_TOKEN'));
}

function wayIn(text: string, isValue: boolean): SafeText | undefined {
  if (!text.includes('_ACCESS_KEY')) return undefined;
  if (isValue && LISTED.every((name) => name.test(text))) return safe`a command`;
  const lines = text.replaceAll(HARMLESS, '');
  return WAYS.find(([pattern]) => pattern.test(lines))?.[1];
}

function firstOf<Value, Result>(
  values: readonly Value[],
  find: (value: Value) => Result | undefined,
): Result | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
