import type { YamlEntry } from '../../../documents/yaml/entry.ts';
import { safe, safeName, type SafeText } from '../../../secret/safe-text.ts';
import { isCredentialsStep } from '../credentials-action.ts';
import { allSteps, readEntry } from '../steps.ts';
import type { WorkflowStep } from '../workflow.ts';
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
  [new RegExp(String.raw`\$\{?(?:env:)?${KEY_NAME}\b|\benv\.${KEY_NAME}\b`, 'u'), safe`a command`],
];

/** Lines that use the keys in no way: comments, and what hides them in the log. */
const HARMLESS = /^[ \t]*(?:#|REM\b|echo[ \t]+["']?::add-mask::).*$/gimu;

/** Who is given the key and the secret of a job by name or value, but not the token that a session has. */
export const keysPassedOn: ObstacleCheck = ({ job }) => {
  for (const step of allSteps(job)) {
    const found = isCredentialsStep(step) ? undefined : passedOnBy(step);
    if (!found) continue;
    return {
      id: 'keys-passed-on',
      reason: safe`${found.who} is given the key or the secret, but not the session token that comes with OIDC`,
      range: found.entry.keyRange,
    };
  }
  return undefined;
};

function passedOnBy({ run, inputs, uses }: WorkflowStep) {
  const entries: readonly YamlEntry[] = [...(run ? [run] : []), ...(inputs?.entries ?? [])];
  // What is handed on together with the token goes on working.
  const hasToken = entries.some((entry) => readEntry(entry, (text) => text.includes('AWS_SESSION_TOKEN')));
  if (hasToken) return undefined;
  for (const entry of entries) {
    const who = readEntry(entry, wayIn);
    if (who) return { entry, who: entry === run || !uses ? who : safe`${safeName(uses.action)}` };
  }
  return undefined;
}

function wayIn(text: string): SafeText | undefined {
  const lines = text.replaceAll(HARMLESS, '');
  return WAYS.find(([pattern]) => pattern.test(lines))?.[1];
}
